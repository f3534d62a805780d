package io.autolabeler.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The public data sets that lie beside the checkout on the machines that build it, too restricted to be shipped. */
final class SharedData {
    private SharedData() {}

    /** The folder of a set; without it the test is skipped, but not on a continuous build, which must have it. */
    static Path folder(String name) {
        Path folder = Launcher.root().resolveSibling("shared").resolve("data").resolve(name);
        boolean demanded = "true".equals(System.getenv("CI"));
        Assumptions.assumeTrue(
                Files.isDirectory(folder) || demanded, "skipped: the data set " + folder + " is not on this machine");
        assertThat(folder).as("the data set, which CI must have").isDirectory();
        return folder;
    }
}
