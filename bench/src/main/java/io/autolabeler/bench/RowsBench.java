package io.autolabeler.bench;

import io.autolabeler.system.RunningSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** (e) A large file through {@code label}, and the memory of every process on the way. */
final class RowsBench {
    private static final String CLIENT = "client";
    private static final int SAMPLE_SECONDS = 5;

    private RowsBench() {}

    static void run(RunningSystem system, int rows) throws IOException, InterruptedException {
        Report.title("(e) %,d rows through label, embedded labeler".formatted(rows));
        Path folder = Files.createTempDirectory("autolabeler-bench");
        Path input = Files.writeString(folder.resolve("in.csv"), Texts.csv(new Texts().next(rows)));
        Path examples = Files.writeString(folder.resolve("examples.csv"), Texts.examples());
        Path output = folder.resolve("out.csv");
        long begin = System.nanoTime();
        Process client = system.launcher()
                .start(
                        List.of(
                                "label",
                                "--input",
                                input.toString(),
                                "--output",
                                output.toString(),
                                "--labels",
                                String.join(",", Texts.labels()),
                                "--examples",
                                examples.toString()),
                        folder.resolve("client.out"),
                        folder.resolve("client.err"));
        List<Usage> samples = sample(system, client);
        double seconds = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
        if (client.exitValue() != 0) {
            throw new IllegalStateException("label failed: " + Files.readString(folder.resolve("client.err")));
        }
        try (var lines = Files.lines(output)) {
            Report.figure("rows written", lines.count() - 1, "");
        }
        Report.figure("from the file to the labeled file", rows / seconds, "rows/s");
        memory(samples);
    }

    private static List<Usage> sample(RunningSystem system, Process client) throws InterruptedException {
        Map<String, Long> pids = new HashMap<>(system.pids());
        pids.put(CLIENT, client.pid());
        List<Usage> samples = new ArrayList<>();
        while (!client.waitFor(SAMPLE_SECONDS, TimeUnit.SECONDS)) {
            samples.add(Usage.of(pids));
        }
        return samples;
    }

    /** What each part held at a fifth of the way, when all is warm, at the end, and at most. */
    private static void memory(List<Usage> samples) {
        Usage early = samples.get(samples.size() / 5);
        Usage last = samples.getLast();
        Report.line("    %-14s %9s %9s %9s   %s", "MB", "at 20 %", "at end", "most", "end to 20 %");
        for (String part : last.megabytes().keySet()) {
            double most = samples.stream()
                    .mapToDouble(sample -> sample.megabytes().getOrDefault(part, 0.0))
                    .max()
                    .orElse(0);
            double then = early.megabytes().getOrDefault(part, 0.0);
            double now = last.megabytes().getOrDefault(part, 0.0);
            Report.line("    %-14s %9.0f %9.0f %9.0f   %.2f", part, then, now, most, now / then);
        }
        Report.line(
                "    %-14s %9.0f %9.0f %9s   %.2f",
                "all", early.total(), last.total(), "", last.total() / early.total());
    }
}
