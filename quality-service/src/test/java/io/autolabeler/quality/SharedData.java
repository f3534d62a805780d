package io.autolabeler.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The public data sets that lie beside the checkout on the machines that build it, too restricted to be shipped. */
public final class SharedData {
    private SharedData() {}

    /** The folder of a set; without it the test is skipped, but not on a continuous build, which must have it. */
    public static Path folder(String name) {
        Optional<Path> folder = Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(each -> each.resolve("shared").resolve("data").resolve(name))
                .filter(Files::isDirectory)
                .findFirst();
        boolean demanded = "true".equals(System.getenv("CI"));
        Assumptions.assumeTrue(
                folder.isPresent() || demanded, "skipped: the data set " + name + " is not on this machine");
        assertThat(folder).as("the data set, which CI must have").isPresent();
        return folder.orElseThrow();
    }
}
