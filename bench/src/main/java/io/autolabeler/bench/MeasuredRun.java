package io.autolabeler.bench;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import io.autolabeler.labeling.v1.Dataset;
import io.autolabeler.labeling.v1.Project;
import io.autolabeler.labeling.v1.Run;
import io.autolabeler.system.Api;
import io.autolabeler.system.RunningSystem;
import java.time.Duration;
import java.util.List;

/**
 * A run from beginning to end.
 *
 * @param items its size
 * @param preparing seconds until it was running: examples embedded, head trained
 * @param running seconds from then to its end
 * @param cpu who used how much of a core meanwhile
 */
record MeasuredRun(int items, double preparing, double running, String cpu) {
    private static final Duration POLL = Duration.ofMillis(200);

    /** Items in a second, preparing included. */
    double rate() {
        return items / (preparing + running);
    }

    /** Items in a second once it was running. */
    double steadyRate() {
        return items / running;
    }

    /** Labels the texts with the model; with examples, those are embedded and retrieved. */
    static MeasuredRun of(RunningSystem system, String model, List<String> texts, boolean examples) {
        Api api = system.api();
        Project project = api.project(Texts.labels().toArray(String[]::new));
        Dataset dataset = api.dataset(project, Texts.csv(texts));
        Run.Builder run = Run.newBuilder()
                .setProjectId(project.getId())
                .setDatasetId(dataset.getId())
                .setModel(model);
        if (examples) {
            run.setExamplesDatasetId(api.dataset(project, Texts.examples()).getId());
        }
        Usage before = Usage.of(system.pids());
        Run end = untilCompleted(api, api.start(run).getId());
        double preparing = seconds(end.getCreateTime(), end.getStartTime());
        double running = seconds(end.getStartTime(), end.getEndTime());
        if (end.getCounts().getDone() != texts.size()
                || end.getCounts().getFailed() > 0
                || end.getCounts().getDegraded() > 0) {
            throw new IllegalStateException("not a clean run: " + end);
        }
        String cpu = Usage.of(system.pids()).cpuSince(before, preparing + running);
        return new MeasuredRun(texts.size(), preparing, running, cpu);
    }

    private static Run untilCompleted(Api api, String id) {
        try {
            while (true) {
                Run run = api.run(id);
                switch (run.getState()) {
                    case COMPLETED -> {
                        return run;
                    }
                    case FAILED, CANCELLED, PAUSED -> throw new IllegalStateException("the run ended early: " + run);
                    default -> Thread.sleep(POLL);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static double seconds(Timestamp from, Timestamp to) {
        return Durations.toMillis(Timestamps.between(from, to)) / 1000.0;
    }
}
