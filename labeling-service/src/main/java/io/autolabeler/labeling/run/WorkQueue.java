package io.autolabeler.labeling.run;

import io.autolabeler.labeling.annotator.ledger.AttemptLedger;
import io.autolabeler.labeling.v1.Run;
import io.autolabeler.labeling.v1.RunStateChanged;
import io.autolabeler.labeling.v1.WorkRequested;
import io.autolabeler.platform.database.Times;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.platform.events.Outbox;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Moves runs between states and sends the work that follows, all in the caller's transaction. */
@Singleton
class WorkQueue {
    private static final Logger LOG = Logger.getLogger(WorkQueue.class);

    private final RunRepository runs;
    private final ChunkRepository chunks;
    private final AttemptLedger ledger;
    private final Outbox outbox;
    private final RunConfig config;
    private final Clock clock = Clock.systemUTC();

    WorkQueue(RunRepository runs, ChunkRepository chunks, AttemptLedger ledger, Outbox outbox, RunConfig config) {
        this.runs = runs;
        this.chunks = chunks;
        this.ledger = ledger;
        this.outbox = outbox;
        this.config = config;
    }

    /** Asks for a run to be prepared. */
    void sendPreparation(Transaction transaction, UUID runId) {
        send(transaction, WorkRequested.newBuilder().setRunId(runId.toString()).build(), runId);
    }

    /** Sends the run's next open chunks, up to the number that may be outstanding. */
    void sendNext(Transaction transaction, UUID runId) {
        for (UUID chunk : chunks.queueNext(transaction, runId, config.outstandingChunks())) {
            send(
                    transaction,
                    WorkRequested.newBuilder()
                            .setRunId(runId.toString())
                            .setChunkId(chunk.toString())
                            .build(),
                    chunk);
        }
    }

    /** Moves the run if it is in one of the given states, tells everyone, and returns whether it moved. */
    boolean move(Transaction transaction, UUID id, List<Run.State> from, Run.State to, String reason, String message) {
        boolean moved = runs.move(transaction, id, from, to, reason, message);
        if (moved) {
            ledger.stop(transaction, id, to != Run.State.RUNNING);
            if (to == Run.State.COMPLETED || to == Run.State.CANCELLED) {
                ledger.closeRun(transaction, id);
            }
            announce(transaction, id);
        }
        return moved;
    }

    /** Tells everyone which state the run is in now. */
    void announce(Transaction transaction, UUID id) {
        Run run = runs.find(transaction, id).orElseThrow();
        outbox.append(
                transaction,
                "labeling.runs.v1",
                run.getId(),
                RunStateChanged.newBuilder()
                        .setRun(run)
                        .setTime(Times.timestamp(OffsetDateTime.now(clock)))
                        .build());
        transaction.afterCommit(() -> LOG.infof("run %s is %s %s", run.getId(), run.getState(), run.getStateReason()));
    }

    private void send(Transaction transaction, WorkRequested work, UUID key) {
        outbox.append(transaction, "labeling.work.v1", key.toString(), work);
    }
}
