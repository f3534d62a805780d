package io.autolabeler.labeling.annotator.ledger;

import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Transaction;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Every call of a model provider: written before it is made, settled in the transaction that stores what came of it.
 *
 * <p>A call whose settlement never came (the service was killed) stays IN_FLIGHT until its chunk is taken up again, or until
 * {@link #closeRun}: then it is UNKNOWN and charged at its reserve. Thread-safe.
 */
@Singleton
public class AttemptLedger {
    private final Database database;
    private final Reservations reservations;

    AttemptLedger(Database database, Reservations reservations) {
        this.database = database;
        this.reservations = reservations;
    }

    /** A call that was begun and not settled. */
    public record Open(UUID id, long reservedPico) {}

    /** What an answered call will be settled at. */
    record KnownCost(UUID attemptId, long costPico) {}

    /**
     * What a run has cost.
     *
     * @param reservedPico of calls that are not settled
     * @param spentPico of settled calls, unknown ones included
     * @param unknownPico the part of it for calls whose end nobody knows
     */
    public record Totals(
            long limitPico,
            long reservedPico,
            long spentPico,
            long unknownPico,
            int unknownAttempts,
            long inputTokens,
            long outputTokens) {
        static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, 0);
    }

    /** Stores the call and reserves its cost, if the run's state and its limit allow it. */
    public Reservation reserve(Attempt attempt) {
        return reservations.reserve(attempt);
    }

    /**
     * Tells what an answered call has cost, ahead of its settlement, so that its reserve does not keep other calls of the run
     * from being made.
     */
    public void answered(UUID runId, UUID attemptId, long costPico) {
        reservations.answered(runId, new KnownCost(attemptId, costPico));
    }

    /** Settles calls, each once: a settled call stays as it is, an UNKNOWN one gets its true end. */
    public void settle(Transaction transaction, Collection<Settled> ends) {
        if (!ends.isEmpty()) {
            AttemptRepository.settle(transaction, ends);
            transaction.afterCommit(() -> reservations.forget(ends));
        }
    }

    /** The same in a transaction of its own. */
    public void settle(Collection<Settled> ends) {
        if (!ends.isEmpty()) {
            database.withTransaction(transaction -> settle(transaction, ends));
        }
    }

    /** The calls that an earlier delivery of the chunk left behind, for its next settlement to settle. */
    public List<Open> adopt(UUID chunkId) {
        return database.list(
                "select id, reserved_pico from attempt where chunk_id = $1 and state = 'IN_FLIGHT'",
                row -> new Open(row.getUUID(0), row.getLong(1)),
                chunkId);
    }

    /** Gives up the calls of a chunk that will not be taken up again: they become UNKNOWN. */
    public void closeChunk(Transaction transaction, UUID chunkId) {
        close(transaction, "chunk_id", chunkId);
    }

    /** Gives up the calls that a run left behind: they become UNKNOWN. A call that still ends later gets its true end. */
    public void closeRun(Transaction transaction, UUID runId) {
        close(transaction, "run_id", runId);
    }

    private void close(Transaction transaction, String column, UUID id) {
        settle(
                transaction,
                transaction.list(
                        "select id, reserved_pico from attempt where state = 'IN_FLIGHT' and " + column + " = $1",
                        row -> Settled.unknown(row.getUUID(0), row.getLong(1)),
                        id));
    }

    /** Opens the run's account; 0: no limit. */
    public void openBudget(Transaction transaction, UUID runId, long limitPico) {
        transaction.update(
                "insert into run_budget (run_id, limit_pico) values ($1, $2) on conflict do nothing", runId, limitPico);
    }

    /** Sets the run's limit; 0: no limit. */
    public void changeLimit(Transaction transaction, UUID runId, long limitPico) {
        transaction.update("update run_budget set limit_pico = $2 where run_id = $1", runId, limitPico);
    }

    /** Refuses further calls of the run, or allows them again; those in flight end as they would. */
    public void stop(Transaction transaction, UUID runId, boolean stopped) {
        transaction.update("update run_budget set stopped = $2 where run_id = $1", runId, stopped);
    }

    /** What the run has cost; all zero for a run without an account. */
    public Totals totals(UUID runId) {
        return database.first(
                        """
                        select limit_pico, reserved_pico, spent_pico, unknown_pico, unknown_attempts, input_tokens,
                            output_tokens
                        from run_budget where run_id = $1""",
                        row -> new Totals(
                                row.getLong(0),
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getInteger(4),
                                row.getLong(5),
                                row.getLong(6)),
                        runId)
                .orElse(Totals.NONE);
    }

    /**
     * Forgets the account of a deleted run and what its calls asked: the hashes of their requests, which go to the taker.
     *
     * <p>The calls themselves stay, with their tokens and their cost: no text is in them, and what a provider was paid must
     * still add up when the texts are gone.
     */
    public void forgetRun(Transaction transaction, UUID runId, Consumer<List<String>> hashes) {
        transaction.update("delete from run_budget where run_id = $1", runId);
        AttemptRepository.clearHashes(transaction, "run_id = $1", runId, hashes);
    }

    /** The same for the calls of a deleted project that no run made. */
    public void forgetProject(Transaction transaction, UUID projectId, Consumer<List<String>> hashes) {
        AttemptRepository.clearHashes(transaction, "project_id = $1 and run_id is null", projectId, hashes);
    }
}
