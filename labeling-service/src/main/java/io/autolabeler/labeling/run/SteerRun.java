package io.autolabeler.labeling.run;

import io.autolabeler.labeling.annotator.ledger.AttemptLedger;
import io.autolabeler.labeling.v1.Run;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.platform.errors.ServiceException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/** Pauses, resumes, cancels and retries runs. Asking for what already is changes nothing. */
@Singleton
class SteerRun {
    private final Database database;
    private final RunRepository runs;
    private final ChunkRepository chunks;
    private final AnnotationRepository annotations;
    private final WorkQueue work;
    private final AttemptLedger ledger;

    SteerRun(Database database, ChunkStore store, WorkQueue work, AttemptLedger ledger) {
        this.database = database;
        this.runs = store.runs();
        this.chunks = store.chunks();
        this.annotations = store.annotations();
        this.work = work;
        this.ledger = ledger;
    }

    Run pause(UUID id) {
        return moved(
                id,
                "paused",
                Run.State.PAUSED,
                transaction -> work.move(transaction, id, List.of(Run.State.RUNNING), Run.State.PAUSED, "BY_USER", ""));
    }

    Run cancel(UUID id) {
        return moved(
                id,
                "cancelled",
                Run.State.CANCELLED,
                transaction -> work.move(
                        transaction,
                        id,
                        List.of(Run.State.PREPARING, Run.State.RUNNING, Run.State.PAUSED),
                        Run.State.CANCELLED,
                        "BY_USER",
                        ""));
    }

    /** Goes on with a paused run; a limit above 0 replaces the run's. */
    Run resume(UUID id, double maxCost) {
        if (!(maxCost >= 0)) {
            throw ServiceException.invalid("maxCost", "must be at least 0", maxCost);
        }
        return moved(id, "resumed", Run.State.RUNNING, transaction -> {
            if (maxCost > 0) {
                runs.setLimit(transaction, id, Pico.fromUsd(maxCost));
                ledger.changeLimit(transaction, id, Pico.fromUsd(maxCost));
            }
            boolean moved = work.move(transaction, id, List.of(Run.State.PAUSED), Run.State.RUNNING, "", "");
            if (moved) {
                work.sendNext(transaction, id);
            }
            return moved;
        });
    }

    /**
     * Labels the failed items of a completed run again, but for those that can never be labeled. Who cancels a run wants no
     * more calls paid.
     */
    Run retryFailed(UUID id) {
        return moved(id, "retried", Run.State.RUNNING, transaction -> {
            boolean moved =
                    work.move(transaction, id, List.of(Run.State.COMPLETED), Run.State.RUNNING, "RETRY_FAILED", "");
            if (moved) {
                reopen(transaction, id);
            }
            return moved;
        });
    }

    private void reopen(Transaction transaction, UUID id) {
        runs.uncountFailed(transaction, id, annotations.deleteFailed(transaction, id));
        chunks.reopen(transaction, id);
        if (runs.count(transaction, id, new Tally())) {
            work.move(transaction, id, List.of(Run.State.RUNNING), Run.State.COMPLETED, "", "");
        } else {
            work.sendNext(transaction, id);
        }
    }

    private Run moved(UUID id, String verb, Run.State wanted, Predicate<Transaction> move) {
        boolean moved = database.inTransaction(move::test);
        Run run = runs.find(id).orElseThrow();
        if (!moved && run.getState() != wanted) {
            throw ServiceException.failedPrecondition("run " + id + " is " + run.getState() + " and cannot be " + verb);
        }
        return run;
    }
}
