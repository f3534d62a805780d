package io.autolabeler.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autolabeler.devstack.fake.Faults;
import io.autolabeler.labeling.v1.Counts;
import io.autolabeler.labeling.v1.Dataset;
import io.autolabeler.labeling.v1.Project;
import io.autolabeler.labeling.v1.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Takes parts away in the middle of a run, by a kill and by a freeze, and sees the run go on with the stated fallback. */
@SystemTest
class OutageTest {
    private static final String EMBEDDED = "embedded";
    private static final int BEFORE = 64;
    private static final int KILLED_ITEMS = 3_000;
    private static final int FROZEN_ITEMS = 1_500;
    private static final Duration FROZEN = Duration.ofSeconds(6);
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String FILLER =
            " and so that reading this takes the labeler a while it goes on about the weather"
                    + " and the garden and the neighbours and whatever else there is to tell before it ends with a greeting to all";

    private final RunningSystem system;

    OutageTest(RunningSystem system) {
        this.system = system;
    }

    @AfterEach
    void behaveAgain() {
        system.endpoint().behave(Faults.NONE);
    }

    /** Learning is asked by the embedded labeler alone; the fake model's pace does not depend on the machine. */
    @ParameterizedTest(name = "{0} killed during a run with the {1} labeler")
    @CsvSource({"retrieval,fake", "quality,fake", "learning,embedded", "monitoring,fake", "redis,fake"})
    void goesOnWhenKilled(String part, String model) {
        Run run = begun(model, KILLED_ITEMS);
        int before = counts(run).getDone();
        system.kill(part);
        awaitPast(Instant.now(), FROZEN);
        Counts during = counts(run);
        Instant mended = Instant.now();
        system.repair();
        report(part + " killed", run, before, during, mended);
    }

    @ParameterizedTest(name = "{0} frozen during a run with the {1} labeler")
    @CsvSource({"retrieval,fake", "quality,fake", "learning,embedded", "monitoring,fake", "redis,fake"})
    void goesOnWhenFrozen(String part, String model) {
        Run run = begun(model, model.equals(EMBEDDED) ? KILLED_ITEMS : FROZEN_ITEMS);
        int before = counts(run).getDone();
        system.freeze(part);
        awaitPast(Instant.now(), FROZEN);
        Counts during = counts(run);
        Instant mended = Instant.now();
        system.thaw(part);
        report(part + " frozen", run, before, during, mended);
    }

    private void report(String what, Run run, int before, Counts during, Instant mended) {
        Counts back = counts(run);
        system.endpoint().behave(Faults.NONE);
        int[] degraded = {Math.max(during.getDegraded(), back.getDegraded())};
        double[] whole = {secondsSince(mended)};
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> {
                    Run now = system.api().run(run.getId());
                    degraded[0] = Math.max(degraded[0], now.getCounts().getDegraded());
                    if (now.getCounts().getDegraded() > 0) {
                        whole[0] = secondsSince(mended);
                    }
                    return now.getState() == Run.State.COMPLETED
                            && now.getCounts().getDegraded() == 0;
                });
        Counts after = counts(run);
        System.out.printf(
                Locale.ROOT,
                "figure: %s: %d items done meanwhile, %d degraded, %d open when it was back; whole again in %.1f s,"
                        + " %d assessed afterwards%n",
                what,
                during.getDone() - before,
                degraded[0],
                after.getTotal() - back.getDone(),
                whole[0],
                degraded[0] - after.getDegraded());
        assertThat(back.getDone()).as("done when %s and back", what).isLessThan(after.getTotal());
        assertThat(after.getDone()).isEqualTo(after.getTotal());
        assertThat(after.getFailed()).isZero();
        assertThat(after.getAutoAccept() + after.getHumanReview() + after.getExpertReview())
                .isEqualTo(after.getTotal());
        assertThat(during.getDone()).as("done while %s", what).isGreaterThan(before);
        if (what.startsWith("quality")) {
            assertThat(degraded[0]).isPositive();
        }
    }

    /** A run with some items done and most of them open. */
    private Run begun(String model, int items) {
        Project project = system.api().project("spam", "ham");
        Dataset examples = system.api().dataset(project, examples());
        system.endpoint().behave(new Faults(1_000, List.of()));
        Run run = system.api()
                .start(Run.newBuilder()
                        .setProjectId(project.getId())
                        .setDatasetId(system.api()
                                .dataset(project, items(items, model.equals(EMBEDDED) ? FILLER : ""))
                                .getId())
                        .setExamplesDatasetId(examples.getId())
                        .setModel(model));
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> counts(run).getDone() >= BEFORE);
        return run;
    }

    private static String examples() {
        StringBuilder csv = new StringBuilder("text,label\n");
        for (int i = 0; i < 10; i++) {
            csv.append("you have won a prize number ").append(i).append(" call now,spam\n");
            csv.append("see you at the office at ").append(i).append(" o'clock,ham\n");
        }
        return csv.toString();
    }

    private static double secondsSince(Instant start) {
        return Duration.between(start, Instant.now()).toMillis() / 1000.0;
    }

    private static String items(int count, String filler) {
        StringBuilder csv = new StringBuilder("text\n");
        for (int i = 0; i < count; i++) {
            csv.append(i % 2 == 0 ? "claim the prize you have won with code " : "shall we meet for lunch on day ")
                    .append(Instant.now().getNano())
                    .append(' ')
                    .append(i)
                    .append(filler)
                    .append('\n');
        }
        return csv.toString();
    }

    private Counts counts(Run run) {
        return system.api().run(run.getId()).getCounts();
    }

    private static void awaitPast(Instant start, Duration wait) {
        await().pollDelay(wait)
                .atMost(wait.plusSeconds(5))
                .until(() -> Instant.now().isAfter(start.plus(wait)));
    }
}
