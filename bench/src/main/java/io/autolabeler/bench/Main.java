package io.autolabeler.bench;

import io.autolabeler.bench.quality.AlgorithmBench;
import io.autolabeler.bench.quality.CrowdBench;
import io.autolabeler.system.RunningSystem;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
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
        ROWS,
        /** Calibrating and routing a chunk. */
        ASSESS,
        /** The quality algorithms, on one thread. */
        ALGORITHMS,
        /** Consensus on the public crowd sets. */
        CROWD;

        boolean needsSystem() {
            return this != ALGORITHMS && this != CROWD;
        }
    }

    @Option(
            names = "--parts",
            split = ",",
            description = "${COMPLETION-CANDIDATES}; all unless given. Start-up is measured where a system is needed.")
    private Set<Part> parts = EnumSet.allOf(Part.class);

    /** CPU seconds of the Python reference for the same work, as the field's packages were measured. */
    private static final Map<String, Double> REFERENCE_SECONDS =
            Map.of("AlphaBenchmark.interval", 6.0, "DawidSkeneBenchmark.fit", 0.95);

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
        if (parts.contains(Part.ALGORITHMS)) {
            algorithms();
        }
        if (parts.contains(Part.CROWD)) {
            Report.title("(g) consensus on public crowd sets: accuracy, gold items only");
            CrowdBench.run().forEach(line -> Report.line("%s", line));
        }
        if (parts.stream().anyMatch(Part::needsSystem)) {
            system();
        }
        return 0;
    }

    private static void algorithms() {
        Report.title("(f) quality algorithms, one thread, JMH");
        Map<String, Double> milliseconds = AlgorithmBench.run();
        milliseconds.forEach((name, mean) -> Report.figure(name, mean, "ms" + limit(name)));
        REFERENCE_SECONDS.forEach((reference, seconds) -> milliseconds.forEach((name, mean) -> {
            if (name.startsWith(reference)) {
                Report.ratio(
                        name + ": times faster than " + seconds + " s of the Python reference",
                        seconds * 1000 / mean,
                        name.startsWith("Alpha") ? "20" : "10");
            }
        }));
    }

    /** The most that a call may take, where a limit was set for it. */
    private static String limit(String name) {
        if (name.startsWith("Ibcc")) {
            return " (aim 50 ms)";
        }
        return name.startsWith("CalibrationBenchmark") ? " (aim 100 ms)" : "";
    }

    private void system() throws IOException, InterruptedException {
        Profile profiles = new Profile(profile);
        LabelingBench labeling = new LabelingBench(items, profiles);
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
            if (parts.contains(Part.ASSESS)) {
                AssessBench.run(system, profiles);
            }
        }
    }
}
