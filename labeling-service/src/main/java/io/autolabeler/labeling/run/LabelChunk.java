package io.autolabeler.labeling.run;

import io.autolabeler.common.v1.ItemError;
import io.autolabeler.labeling.annotator.LabeledBatch;
import io.autolabeler.labeling.annotator.LabelingTask.Method;
import io.autolabeler.labeling.annotator.Outcome;
import io.autolabeler.labeling.annotator.TextItem;
import io.autolabeler.labeling.annotator.ledger.AttemptLedger;
import io.autolabeler.labeling.run.AnnotationRepository.OpenItem;
import io.autolabeler.labeling.run.ChunkRepository.Chunk;
import io.autolabeler.labeling.v1.Run;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/**
 * Labels one chunk: load, retrieve, label, assess, commit. Doing it again, or twice at once, stores nothing twice: what is
 * stored is decided by the annotation table's keys in the commit.
 */
@Singleton
class LabelChunk {
    private final RunRepository runs;
    private final ChunkRepository chunks;
    private final AnnotationRepository annotations;
    private final Retriever retriever;
    private final Labelers labelers;
    private final Assessor assessor;
    private final AttemptLedger ledger;
    private final CommitChunk commit;
    private final Semaphore inProgress;
    private final OneAtATime chunksAtWork = new OneAtATime();

    LabelChunk(
            ChunkStore store,
            Retriever retriever,
            Labelers labelers,
            Assessor assessor,
            AttemptLedger ledger,
            CommitChunk commit,
            RunConfig config) {
        this.runs = store.runs();
        this.chunks = store.chunks();
        this.annotations = store.annotations();
        this.retriever = retriever;
        this.labelers = labelers;
        this.assessor = assessor;
        this.ledger = ledger;
        this.commit = commit;
        this.inProgress = new Semaphore(config.chunksInProgress());
    }

    /**
     * Labels the chunk unless it is done, or its run deleted, paused or ended. A broker that comes back delivers again what is
     * still being labeled: that waits and then finds the chunk done, instead of asking the model everything twice.
     */
    void label(UUID runId, UUID chunkId) {
        chunksAtWork.run(chunkId, () -> labelInTurn(runId, chunkId));
    }

    private void labelInTurn(UUID runId, UUID chunkId) {
        inProgress.acquireUninterruptibly();
        try {
            boolean settled = false;
            while (!settled) {
                settled = labeledOrReleased(runId, chunkId);
            }
        } finally {
            inProgress.release();
        }
    }

    /** False if the run went on between reading its state and giving the chunk back. */
    private boolean labeledOrReleased(UUID runId, UUID chunkId) {
        Optional<PinnedRun> run = runs.pinned(runId);
        Optional<Chunk> chunk = chunks.find(chunkId).filter(each -> !each.done());
        if (run.isEmpty() || chunk.isEmpty()) {
            return true;
        }
        if (run.get().state() == Run.State.RUNNING) {
            label(run.get(), chunk.get());
            return true;
        }
        return chunks.release(chunk.get());
    }

    /** Stores a typed error for every open item of a chunk that can't be labeled, so that its run can end. */
    void giveUp(UUID runId, UUID chunkId, String cause) {
        Optional<PinnedRun> run = runs.pinned(runId);
        Optional<Chunk> chunk = chunks.find(chunkId);
        if (run.isPresent() && chunk.isPresent()) {
            List<OpenItem> items = annotations.open(chunk.get(), run.get().datasetId());
            Outcome failure = failed(ItemError.Code.PROVIDER_ERROR, cause, run.get());
            List<Outcome> outcomes = items.stream().map(each -> failure).toList();
            LabeledBatch batch =
                    new LabeledBatch(outcomes, List.of(), transaction -> ledger.closeChunk(transaction, chunkId));
            commit.store(
                    new LabeledChunk(run.get(), chunk.get(), items, Retriever.nothing(items), batch), Duration.ZERO);
        }
    }

    private void label(PinnedRun run, Chunk chunk) {
        Instant start = Instant.now();
        List<OpenItem> items = annotations.open(chunk, run.datasetId());
        List<TextItem> texts = retriever.retrieve(run, items);
        LabeledBatch batch = outcomes(run, chunk, items, texts);
        LabeledChunk labeled = new LabeledChunk(run, chunk, items, texts, batch);
        labeled.assess(assessor);
        commit.store(labeled, Duration.between(start, Instant.now()));
    }

    /** Empty texts are no question for a labeler. */
    private LabeledBatch outcomes(PinnedRun run, Chunk chunk, List<OpenItem> items, List<TextItem> texts) {
        List<TextItem> asked =
                texts.stream().filter(each -> !each.text().isBlank()).toList();
        LabeledBatch answered = labelers.label(run.task(), chunk.id(), asked);
        var next = answered.outcomes().iterator();
        List<Outcome> all = new ArrayList<>(items.size());
        for (TextItem each : texts) {
            all.add(
                    each.text().isBlank()
                            ? failed(ItemError.Code.INVALID_ITEM, "the text is empty", run)
                            : next.next());
        }
        return new LabeledBatch(all, answered.calls(), answered.settlement());
    }

    private static Outcome failed(ItemError.Code code, String message, PinnedRun run) {
        ItemError error =
                ItemError.newBuilder().setCode(code).setMessage(message).build();
        return new Outcome.Failed(error, run.task().promptVersion(), Outcome.Usage.NONE);
    }

    /** True for methods that cannot label without vectors. */
    static boolean needsVectors(Method method) {
        return method != Method.MODEL && method != Method.PEOPLE;
    }
}
