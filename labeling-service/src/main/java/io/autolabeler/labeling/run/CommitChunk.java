package io.autolabeler.labeling.run;

import static java.util.stream.Collectors.groupingBy;

import io.autolabeler.labeling.annotator.ledger.Reservation;
import io.autolabeler.labeling.v1.ModelCall;
import io.autolabeler.labeling.v1.Run;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.platform.events.Outbox;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Stores a labeled chunk with everything that follows from it, in one transaction. */
@Singleton
class CommitChunk {
    private final Database database;
    private final RunRepository runs;
    private final ChunkRepository chunks;
    private final AnnotationRepository annotations;
    private final WorkQueue work;
    private final Outbox outbox;

    CommitChunk(Database database, ChunkStore store, WorkQueue work, Outbox outbox) {
        this.database = database;
        this.runs = store.runs();
        this.chunks = store.chunks();
        this.annotations = store.annotations();
        this.work = work;
        this.outbox = outbox;
    }

    /** Annotations, ledger, counts, events and the next work, once; only what is new counts. */
    void store(LabeledChunk labeled, Duration took) {
        List<StoredAnnotation> all = labeled.annotations();
        database.withTransaction(transaction -> {
            UUID runId = labeled.run().id();
            Set<UUID> fresh =
                    annotations.insert(transaction, runId, labeled.run().task().model(), all);
            // Everyone locks the run before its budget.
            boolean complete = count(transaction, runId, all, fresh);
            labeled.batch().settlement().accept(transaction);
            announce(transaction, labeled, all, fresh, took);
            goOn(transaction, labeled, complete);
        });
    }

    private boolean count(Transaction transaction, UUID runId, List<StoredAnnotation> all, Set<UUID> fresh) {
        Tally tally = new Tally();
        all.stream().filter(each -> fresh.contains(each.itemId())).forEach(tally::add);
        return runs.count(transaction, runId, tally);
    }

    /** One event, unless a fallback gave some items another annotator version. */
    private void announce(
            Transaction transaction, LabeledChunk labeled, List<StoredAnnotation> all, Set<UUID> fresh, Duration took) {
        var byVersion = all.stream()
                .filter(each -> fresh.contains(each.itemId()))
                .collect(groupingBy(StoredAnnotation::promptVersion));
        if (byVersion.isEmpty() && !labeled.batch().calls().isEmpty()) {
            byVersion = Map.of(labeled.run().task().promptVersion(), List.of());
        }
        List<ModelCall> calls = labeled.batch().calls();
        for (var each : byVersion.entrySet()) {
            outbox.append(
                    transaction,
                    "labeling.annotations.v1",
                    labeled.run().id().toString(),
                    AnnotationEvents.stored(labeled, each.getKey(), each.getValue())
                            .setChunkSeconds(took.toMillis() / 1000.0)
                            .addAllCalls(calls)
                            .build());
            calls = List.of();
        }
    }

    private void goOn(Transaction transaction, LabeledChunk labeled, boolean complete) {
        UUID runId = labeled.run().id();
        if (labeled.leftOut(Reservation.RUN_STOPPED)) {
            chunks.release(transaction, labeled.chunk().id());
            sendNext(transaction, runId);
            return;
        }
        if (labeled.leftOut(Reservation.OVER_LIMIT)) {
            chunks.release(transaction, labeled.chunk().id());
            work.move(
                    transaction,
                    runId,
                    List.of(Run.State.RUNNING),
                    Run.State.PAUSED,
                    "BUDGET_EXHAUSTED",
                    "the next call could exceed the limit; raise it to go on");
            return;
        }
        chunks.finish(transaction, labeled.chunk().id());
        if (complete) {
            work.move(transaction, runId, List.of(Run.State.RUNNING, Run.State.PAUSED), Run.State.COMPLETED, "", "");
        } else {
            sendNext(transaction, runId);
        }
    }

    /** Sends more work unless the run is paused or over, which it may have been meanwhile and be no more. */
    private void sendNext(Transaction transaction, UUID runId) {
        if (runs.isRunning(transaction, runId)) {
            work.sendNext(transaction, runId);
        }
    }
}
