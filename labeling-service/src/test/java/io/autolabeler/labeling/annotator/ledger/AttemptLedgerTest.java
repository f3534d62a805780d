package io.autolabeler.labeling.annotator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.labeling.annotator.ledger.AttemptLedger.Totals;
import io.autolabeler.labeling.annotator.ledger.Price.Tokens;
import io.autolabeler.labeling.annotator.ledger.Settled.State;
import io.autolabeler.platform.database.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "labeling"))
class AttemptLedgerTest {
    private static final String HASH = "ab".repeat(32);

    @Inject
    AttemptLedger ledger;

    @Inject
    Database database;

    private final UUID run = UUID.randomUUID();
    private final UUID chunk = UUID.randomUUID();

    @Test
    void storesACallBeforeItIsMade() {
        open(0);
        Attempt attempt = attempt(700);

        assertThat(ledger.reserve(attempt)).isEqualTo(Reservation.STORED);

        assertThat(ledger.adopt(chunk)).containsExactly(new AttemptLedger.Open(attempt.id(), 700));
        assertThat(ledger.totals(run)).isEqualTo(new Totals(0, 700, 0, 0, 0, 0, 0));
    }

    @Test
    void movesTheReserveToWhatWasSpent() {
        open(1_000);
        Attempt attempt = attempt(700);
        ledger.reserve(attempt);

        ledger.settle(List.of(succeeded(attempt, 120)));

        assertThat(ledger.totals(run)).isEqualTo(new Totals(1_000, 0, 120, 0, 0, 10, 2));
        assertThat(ledger.adopt(chunk)).isEmpty();
    }

    @Test
    void settlesACallOnce() {
        open(0);
        Attempt attempt = attempt(700);
        ledger.reserve(attempt);

        ledger.settle(List.of(succeeded(attempt, 120)));
        ledger.settle(List.of(succeeded(attempt, 999)));

        assertThat(ledger.totals(run).spentPico()).isEqualTo(120);
    }

    @Test
    void chargesALostCallAtItsReserveUntilItsEndIsKnown() {
        open(0);
        Attempt attempt = attempt(700);
        ledger.reserve(attempt);

        database.withTransaction(transaction -> ledger.closeRun(transaction, run));
        assertThat(ledger.totals(run)).isEqualTo(new Totals(0, 0, 700, 700, 1, 0, 0));

        ledger.settle(List.of(succeeded(attempt, 120)));
        assertThat(ledger.totals(run)).isEqualTo(new Totals(0, 0, 120, 0, 0, 10, 2));
    }

    @Test
    void leavesNothingSettledWhenTheTransactionRollsBack() {
        open(0);
        Attempt attempt = attempt(700);
        ledger.reserve(attempt);

        try {
            database.withTransaction(transaction -> {
                ledger.settle(transaction, List.of(succeeded(attempt, 120)));
                throw new IllegalStateException("killed");
            });
        } catch (IllegalStateException killed) {
            assertThat(killed).hasMessage("killed");
        }

        assertThat(ledger.totals(run)).isEqualTo(new Totals(0, 700, 0, 0, 0, 0, 0));
        assertThat(ledger.adopt(chunk)).hasSize(1);
    }

    @Test
    void neverReservesBeyondTheLimitUnderSixtyFourThreads() throws Exception {
        open(100_000);
        List<Future<Reservation>> asked = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(64)) {
            for (int i = 0; i < 640; i++) {
                asked.add(threads.submit(() -> ledger.reserve(attempt(700))));
            }
        }
        int admitted = 0;
        for (Future<Reservation> each : asked) {
            admitted += each.get() == Reservation.STORED ? 1 : 0;
        }

        assertThat(admitted).isEqualTo(100_000 / 700);
        assertThat(ledger.totals(run).reservedPico()).isEqualTo(admitted * 700L);
        assertThat(rows()).isEqualTo(admitted);
    }

    @Test
    void letsAnsweredCallsMakeRoomBeforeTheyAreSettled() {
        open(1_000);
        Attempt answered = attempt(900);
        ledger.reserve(answered);
        assertThat(ledger.reserve(attempt(900))).isEqualTo(Reservation.OVER_LIMIT);

        ledger.answered(run, answered.id(), 50);

        assertThat(ledger.reserve(attempt(900))).isEqualTo(Reservation.STORED);
        assertThat(ledger.totals(run).reservedPico()).isEqualTo(950);
        ledger.settle(List.of(succeeded(answered, 50)));
        assertThat(ledger.totals(run)).isEqualTo(new Totals(1_000, 900, 50, 0, 0, 10, 2));
    }

    @Test
    void goesOnWhenTheLimitIsRaised() {
        open(500);
        assertThat(ledger.reserve(attempt(700))).isEqualTo(Reservation.OVER_LIMIT);

        database.withTransaction(transaction -> ledger.changeLimit(transaction, run, 2_000));

        assertThat(ledger.reserve(attempt(700))).isEqualTo(Reservation.STORED);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 700})
    void refusesCallsOfAStoppedRunUntilItGoesOn(long reserve) {
        open(0);
        database.withTransaction(transaction -> ledger.stop(transaction, run, true));
        assertThat(ledger.reserve(attempt(reserve))).isEqualTo(Reservation.RUN_STOPPED);
        assertThat(rows()).isZero();

        database.withTransaction(transaction -> ledger.stop(transaction, run, false));

        assertThat(ledger.reserve(attempt(reserve))).isEqualTo(Reservation.STORED);
        assertThat(rows()).isOne();
    }

    @Test
    void forgetsWhatADeletedRunAskedButNotWhatItCost() {
        open(500);
        Attempt attempt = attempt(100);
        ledger.reserve(attempt);
        ledger.settle(List.of(succeeded(attempt, 70)));
        List<String> forgotten = new ArrayList<>();

        database.withTransaction(transaction -> ledger.forgetRun(transaction, run, forgotten::addAll));

        assertThat(forgotten).containsExactly(HASH);
        assertThat(ledger.totals(run)).isEqualTo(Totals.NONE);
        assertThat(cost("run_id = $1 and request_hash = ''", run)).isEqualTo(70);
    }

    @Test
    void forgetsTheCallsOfADeletedProjectThatNoRunMade() {
        UUID project = UUID.randomUUID();
        Attempt attempt = new Attempt(Attempt.newId(), null, null, UUID.randomUUID(), project, "fake", HASH, 1, 100);
        ledger.reserve(attempt);
        ledger.settle(List.of(succeeded(attempt, 70)));
        List<String> forgotten = new ArrayList<>();

        database.withTransaction(transaction -> ledger.forgetProject(transaction, project, forgotten::addAll));
        database.withTransaction(transaction -> ledger.forgetProject(transaction, project, forgotten::addAll));

        assertThat(forgotten).containsExactly(HASH);
        assertThat(cost("project_id = $1 and request_hash = ''", project)).isEqualTo(70);
    }

    private void open(long limit) {
        database.withTransaction(transaction -> ledger.openBudget(transaction, run, limit));
    }

    private long cost(String which, UUID id) {
        return database.first("select sum(cost_pico)::bigint from attempt where " + which, row -> row.getLong(0), id)
                .orElseThrow();
    }

    private long rows() {
        return database.first("select count(*) from attempt where run_id = $1", row -> row.getLong(0), run)
                .orElseThrow();
    }

    private Attempt attempt(long reserve) {
        return new Attempt(Attempt.newId(), run, chunk, UUID.randomUUID(), UUID.randomUUID(), "fake", HASH, 1, reserve);
    }

    private static Settled succeeded(Attempt attempt, long cost) {
        return new Settled(attempt.id(), State.SUCCEEDED, "SUCCEEDED", new Tokens(10, 0, 2, false), cost, 0.1);
    }
}
