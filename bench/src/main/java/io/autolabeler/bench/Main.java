package io.autolabeler.bench;

import io.autolabeler.system.RunningSystem;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts a system of its own with free ports and a home of its own, measures it and stops it. */
@Command(
        name = "./autolabeler bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures the started system on this machine. Nothing else should run meanwhile.")
public final class Main implements Callable<Integer> {
    /** What is measured. */
    enum Part {
        /** Embedded labeler. */
        EMBEDDED,
        /** Endpoint that answers at once. */
        INSTANT,
        /** Endpoint that answers late. */
        LATE,
        /** A large file. */
        ROWS
    }

    @Option(
            names = "--parts",
            split = ",",
            description = "${COMPLETION-CANDIDATES}; all unless given. Start-up is always measured.")
    private Set<Part> parts = EnumSet.allOf(Part.class);

    @Option(names = "--items", defaultValue = "10000", description = "Items of a run: ${DEFAULT-VALUE}.")
    private int items;

    @Option(names = "--rows", defaultValue = "100000", description = "Rows of the large file: ${DEFAULT-VALUE}.")
    private int rows;

    @Option(names = "--profile", description = "Also say where the services spend their time (Flight Recorder).")
    private boolean profile;

    /** Ends the process with 0 if everything could be measured. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Report.machine();
        LabelingBench labeling = new LabelingBench(items, new Profile(profile));
        double bare = parts.contains(Part.EMBEDDED) ? labeling.bareModel() : 0;
        try (RunningSystem system = StartBench.start()) {
            if (parts.contains(Part.EMBEDDED)) {
                labeling.embedded(system, bare);
            }
            if (parts.contains(Part.INSTANT)) {
                labeling.instantEndpoint(system);
            }
            if (parts.contains(Part.LATE)) {
                labeling.lateEndpoint(system);
            }
            if (parts.contains(Part.ROWS)) {
                RowsBench.run(system, rows);
            }
        }
        return 0;
    }
}
