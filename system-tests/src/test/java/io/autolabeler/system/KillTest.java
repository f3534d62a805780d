package io.autolabeler.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autolabeler.devstack.fake.Call;
import io.autolabeler.devstack.fake.FakeEndpoint;
import io.autolabeler.devstack.fake.Faults;
import io.autolabeler.labeling.v1.Annotation;
import io.autolabeler.labeling.v1.Project;
import io.autolabeler.labeling.v1.Run;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** Kills what a run stands on, in its middle, and holds what came out against what went in. */
@SystemTest
class KillTest {
    private static final int ITEMS = 5_000;
    private static final int MARGIN = 500;
    private static final int IN_FLIGHT = 64;
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private final RunningSystem system;

    KillTest(RunningSystem system) {
        this.system = system;
    }

    @AfterEach
    void behaveAgain() {
        system.endpoint().behave(Faults.NONE);
    }

    @Test
    void losesAndDoublesNothingWhenLabelingKafkaAndPostgresAreKilled() throws SQLException {
        system.endpoint().forget();
        system.endpoint().behave(new Faults(500, List.of()));
        Run run = startRun("a kill");

        between(run, "labeling", MARGIN, system::kill);
        between(run, "kafka", 1_000, system::kill);
        between(run, "postgres", 1_500, system::kill);

        Run ended = completed(run);
        List<Annotation> annotations = system.api().annotations(run.getId());
        Set<String> items = annotations.stream().map(Annotation::getItemId).collect(Collectors.toSet());
        int lost = ITEMS - items.size();
        int doubled = annotations.size() - items.size();
        System.out.printf("killed 3 times: %d lost, %d doubled%n", lost, doubled);
        assertThat(lost).isZero();
        assertThat(doubled).isZero();
        assertThat(ended.getCounts().getDone()).isEqualTo(ITEMS);
        assertThat(annotations)
                .allSatisfy(each -> assertThat(each.getLabel())
                        .isEqualTo(FakeEndpoint.labelFor(each.getText(), List.of("spam", "ham"))));
        holdAgainstTheCallLog(ended, callsFor(annotations));
    }

    @Test
    void failsNoItemWhenLabelingIsAskedToStop() {
        system.endpoint().behave(new Faults(500, List.of()));
        Run run = startRun("a stop");

        between(run, "labeling", MARGIN, system::stop);

        Run ended = completed(run);
        List<Annotation> annotations = system.api().annotations(run.getId());
        System.out.printf(
                "figure: labeling-service asked to stop in the middle of a run: %d items failed, %d lost%n",
                ended.getCounts().getFailed(), ITEMS - annotations.size());
        assertThat(ended.getCounts().getFailed()).isZero();
        assertThat(ended.getCounts().getDone()).isEqualTo(ITEMS);
        assertThat(annotations).hasSize(ITEMS);
    }

    /** Every call is in the ledger, no attempt is charged twice, and only what was in flight at a kill was made again. */
    private void holdAgainstTheCallLog(Run run, List<Call> calls) throws SQLException {
        Map<String, Integer> perText = new HashMap<>();
        calls.forEach(each -> perText.merge(each.textHash(), 1, Integer::sum));
        assertThat(perText).hasSize(ITEMS);
        long again = calls.size() - perText.size();
        try (var connection = system.database("labeling");
                var statement = connection.prepareStatement("""
                        select count(*), count(distinct id), sum(cost_pico),
                            count(*) filter (where state = 'IN_FLIGHT'), count(*) filter (where state = 'UNKNOWN')
                        from attempt where run_id = ?::uuid""")) {
            statement.setString(1, run.getId());
            ResultSet row = statement.executeQuery();
            row.next();
            System.out.printf(
                    "figure: %d calls made, %d attempts in the ledger, %d of unknown end, %d texts asked again%n",
                    calls.size(), row.getLong(1), row.getLong(5), again);
            assertThat(row.getLong(1)).isGreaterThanOrEqualTo(calls.size());
            assertThat(row.getLong(1)).isEqualTo(row.getLong(2));
            assertThat(row.getLong(4)).isZero();
            assertThat(again).isLessThanOrEqualTo(3L * IN_FLIGHT);
            assertThat(run.getCost().getActual())
                    .isEqualTo(row.getBigDecimal(3).movePointLeft(12).doubleValue());
        }
    }

    /** The endpoint's calls about these texts; it may still be answering what another test asked. */
    private List<Call> callsFor(List<Annotation> annotations) {
        Set<String> texts = annotations.stream()
                .map(each -> FakeEndpoint.textHash(each.getText()))
                .collect(Collectors.toSet());
        return system.endpoint().calls().stream()
                .filter(each -> texts.contains(each.textHash()))
                .toList();
    }

    /** A run over texts that the cache of answers does not know from another test. */
    private Run startRun(String about) {
        Project project = system.api().project("spam", "ham");
        StringBuilder csv = new StringBuilder("text\n");
        for (int i = 0; i < ITEMS; i++) {
            csv.append("message about ")
                    .append(about)
                    .append(" number ")
                    .append(i)
                    .append(i % 3 == 0 ? " is spam\n" : " is ham\n");
        }
        return system.api()
                .start(Run.newBuilder()
                        .setProjectId(project.getId())
                        .setDatasetId(
                                system.api().dataset(project, csv.toString()).getId())
                        .setModel(RunningSystem.MODEL));
    }

    /** Ends the process once that many are done and, with what may end until then, enough are open; then repairs. */
    private void between(Run run, String name, int done, Consumer<String> end) {
        int[] now = new int[1];
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> {
                    now[0] = done(run);
                    return now[0] >= done;
                });
        end.accept(name);
        assertThat(now[0]).as("done when %s was ended", name).isBetween(MARGIN, ITEMS - 2 * MARGIN);
        system.repair();
    }

    private int done(Run run) {
        return system.api().run(run.getId()).getCounts().getDone();
    }

    private Run completed(Run run) {
        await().atMost(LIMIT)
                .ignoreExceptionsMatching(e -> !(e instanceof AssertionFailedError))
                .untilAsserted(() -> {
                    Run now = system.api().run(run.getId());
                    assertThat(now.getState()).isEqualTo(Run.State.COMPLETED);
                });
        return system.api().run(run.getId());
    }
}
