package io.autolabeler.cli.report;

import io.autolabeler.cli.shell.CommandFailure;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The flag of verbs that judge a run's items as well as files. */
public final class RunOption {
    static final String RUN = "--run";

    @Option(
            names = RUN,
            paramLabel = "ID",
            description =
                    "Judge this run's items instead of a file: reviewed labels, else gold labels, are their truth.")
    String run = "";

    /** As if the flag had named this run. */
    public static RunOption of(String id) {
        RunOption option = new RunOption();
        option.run = id;
        return option;
    }

    /** The run's id. */
    public String id() {
        return run;
    }

    /**
     * True if a run is to be judged; fails unless either it or a file is named.
     *
     * @param flag that names a file
     * @param ofFiles values of flags that say something of files alone
     */
    public boolean chosen(String flag, String file, String... ofFiles) {
        if (run.isEmpty() == file.isEmpty()) {
            throw CommandFailure.usage("name what to judge: %s FILE or %s ID".formatted(flag, RUN));
        }
        if (!run.isEmpty() && !Stream.of(ofFiles).allMatch(String::isEmpty)) {
            throw CommandFailure.usage(RUN + " goes without columns and further files: they are those of a file");
        }
        return !run.isEmpty();
    }
}
