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
    private static final int ITEMS = 900;
    private static final int BEFORE = 64;
    private static final Duration FROZEN = Duration.ofSeconds(6);
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final RunningSystem system;

    OutageTest(RunningSystem system) {
        this.system = system;
    }

    @AfterEach
    void behaveAgain() {
        system.endpoint().behave(Faults.NONE);
    }

    @ParameterizedTest(name = "{0} killed during a run with the {1} labeler")
    @CsvSource({"retrieval,fake", "quality,embedded", "learning,embedded", "monitoring,embedded", "redis,fake"})
    void goesOnWhenKilled(String part, String model) {
        Run run = begun(model);
        system.kill(part);
        Instant away = Instant.now();
        awaitPast(away, FROZEN);
        Counts during = counts(run);
        system.repair();
        report(part, "killed", run, during);
    }

    @ParameterizedTest(name = "{0} frozen during a run with the {1} labeler")
    @CsvSource({"retrieval,fake", "quality,embedded", "learning,embedded", "monitoring,embedded", "redis,fake"})
    void goesOnWhenFrozen(String part, String model) {
        Run run = begun(model);
        system.freeze(part);
        awaitPast(Instant.now(), FROZEN);
        Counts during = counts(run);
        system.thaw(part);
        report(part, "frozen", run, during);
    }

    private void report(String part, String how, Run run, Counts during) {
        Instant back = Instant.now();
        await().atMost(LIMIT).ignoreExceptions().until(() -> {
            Run now = system.api().run(run.getId());
            return now.getState() == Run.State.COMPLETED && now.getCounts().getDegraded() == 0;
        });
        double seconds = Duration.between(back, Instant.now()).toMillis() / 1000.0;
        Counts after = counts(run);
        System.out.printf(
                Locale.ROOT,
                "figure: %s %s: %d items done meanwhile, %d degraded, whole again in %.1f s, %d assessed afterwards%n",
                part,
                how,
                during.getDone(),
                during.getDegraded(),
                seconds,
                during.getDegraded());
        assertThat(after.getDone()).isEqualTo(ITEMS);
        assertThat(after.getFailed()).isZero();
        assertThat(after.getAutoAccept() + after.getHumanReview() + after.getExpertReview())
                .isEqualTo(ITEMS);
        if (part.equals("quality")) {
            assertThat(during.getDegraded()).isPositive();
        } else {
            assertThat(during.getDone()).as("done while %s was away", part).isGreaterThan(BEFORE);
        }
    }

    /** A run with some items done and most of them open. */
    private Run begun(String model) {
        Project project = system.api().project("spam", "ham");
        Dataset examples = system.api().dataset(project, examples());
        Run run = system.api()
                .start(Run.newBuilder()
                        .setProjectId(project.getId())
                        .setDatasetId(system.api().dataset(project, items()).getId())
                        .setExamplesDatasetId(examples.getId())
                        .setModel(model));
        system.endpoint().behave(new Faults(500, List.of()));
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

    private static String items() {
        StringBuilder csv = new StringBuilder("text\n");
        for (int i = 0; i < ITEMS; i++) {
            csv.append(i % 2 == 0 ? "claim the prize you have won with code " : "shall we meet for lunch on day ")
                    .append(Instant.now().getNano())
                    .append(' ')
                    .append(i)
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
