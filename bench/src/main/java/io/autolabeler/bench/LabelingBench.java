package io.autolabeler.bench;

import io.autolabeler.devstack.fake.Faults;
import io.autolabeler.system.RunningSystem;
import java.util.List;

/** How fast runs label: with the embedded labeler, and against an endpoint that answers at once or late. */
final class LabelingBench {
    private static final String EMBEDDED = "embedded";
    private static final int WARM_UP = 1_500;
    private static final int LATENCY_MILLIS = 200;

    /** What the model is configured with by default. */
    private static final int IN_FLIGHT = 64;

    private final Texts texts = new Texts();
    private final int items;
    private final Profile profile;

    LabelingBench(int items, Profile profile) {
        this.items = items;
        this.profile = profile;
    }

    /** Measured before the system is started, so that the model has the machine to itself. */
    double bareModel() {
        return BareModel.rate(texts.next(WARM_UP), texts.next(items));
    }

    /** (a) */
    void embedded(RunningSystem system, double bare) {
        Report.title("(a) embedded labeler against the bare sentence model, texts of the shipped banking questions");
        MeasuredRun.of(system, EMBEDDED, texts.next(WARM_UP), true);
        MeasuredRun run = measure(system, EMBEDDED, texts.next(items), true);
        Report.figure("bare model", bare, "embeddings/s");
        report(run);
        Report.ratio("steady rate to the bare model", run.steadyRate() / bare, ">= 0.7");
    }

    /** (b) */
    void instantEndpoint(RunningSystem system) {
        system.endpoint().behave(Faults.NONE);
        Report.title("(b) endpoint that answers at once, without retrieval");
        MeasuredRun.of(system, RunningSystem.MODEL, texts.next(WARM_UP), false);
        MeasuredRun without = measure(system, RunningSystem.MODEL, texts.next(items), false);
        report(without);
        Report.ratio("steady rate to 300 items/s", without.steadyRate() / 300, ">= 1");
        Report.title("(b) the same with retrieval");
        MeasuredRun with = measure(system, RunningSystem.MODEL, texts.next(items), true);
        report(with);
        Report.ratio("steady rate to that without retrieval", with.steadyRate() / without.steadyRate(), "none");
    }

    /** (c) */
    void lateEndpoint(RunningSystem system) {
        system.endpoint().behave(new Faults(LATENCY_MILLIS, List.of()));
        double most = IN_FLIGHT / (LATENCY_MILLIS / 1000.0);
        Report.title("(c) endpoint that answers after %d ms, %d calls in flight, without retrieval"
                .formatted(LATENCY_MILLIS, IN_FLIGHT));
        MeasuredRun run = measure(system, RunningSystem.MODEL, texts.next(items), false);
        report(run);
        Report.ratio("steady rate to %.0f items/s".formatted(most), run.steadyRate() / most, ">= 0.9");
        system.endpoint().behave(Faults.NONE);
    }

    private MeasuredRun measure(RunningSystem system, String model, List<String> some, boolean examples) {
        profile.start(system.pids());
        try {
            return MeasuredRun.of(system, model, some, examples);
        } finally {
            profile.stop();
        }
    }

    private static void report(MeasuredRun run) {
        Report.figure("preparing", run.preparing(), "s");
        Report.figure("run of %,d items, preparing included".formatted(run.items()), run.rate(), "items/s");
        Report.figure("once it was running", run.steadyRate(), "items/s");
        Report.line("    of one core: %s", run.cpu());
    }
}
