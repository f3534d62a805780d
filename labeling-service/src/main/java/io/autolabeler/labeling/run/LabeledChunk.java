package io.autolabeler.labeling.run;

import io.autolabeler.common.v1.Route;
import io.autolabeler.labeling.annotator.LabeledBatch;
import io.autolabeler.labeling.annotator.Outcome;
import io.autolabeler.labeling.annotator.TextItem;
import io.autolabeler.labeling.annotator.ledger.Reservation;
import io.autolabeler.labeling.run.AnnotationRepository.OpenItem;
import io.autolabeler.labeling.run.ChunkRepository.Chunk;
import io.autolabeler.quality.v1.Assessment;
import io.autolabeler.retrieval.v1.Embedding;
import io.autolabeler.retrieval.v1.Retrieved;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A chunk on its way from the labeler to the database. Not thread-safe. */
final class LabeledChunk {
    private final PinnedRun run;
    private final Chunk chunk;
    private final List<OpenItem> items;
    private final List<TextItem> texts;
    private final LabeledBatch batch;
    private Map<UUID, Assessed> assessments = Map.of();

    /** Items, texts and outcomes in the same order. */
    LabeledChunk(PinnedRun run, Chunk chunk, List<OpenItem> items, List<TextItem> texts, LabeledBatch batch) {
        this.run = run;
        this.chunk = chunk;
        this.items = items;
        this.texts = texts;
        this.batch = batch;
    }

    PinnedRun run() {
        return run;
    }

    Chunk chunk() {
        return chunk;
    }

    List<OpenItem> items() {
        return items;
    }

    List<TextItem> texts() {
        return texts;
    }

    LabeledBatch batch() {
        return batch;
    }

    /** True if items were left out for this reason. */
    boolean leftOut(Reservation why) {
        return batch.outcomes().contains(new Outcome.NotAsked(why));
    }

    /** Looks up confidence and route of what was labeled. */
    void assess(Assessor assessor) {
        List<Assessor.Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            if (batch.outcomes().get(i) instanceof Outcome.Labeled labeled) {
                candidates.add(new Assessor.Candidate(items.get(i).id(), labeled.promptVersion(), labeled.scores()));
            }
        }
        if (!candidates.isEmpty()) {
            assessments = assessor.assess(run, candidates);
        }
    }

    /** What is to be stored: everything but what was not asked. */
    List<StoredAnnotation> annotations() {
        List<StoredAnnotation> all = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            OpenItem item = items.get(i);
            @Nullable Retrieved retrieved = texts.get(i).retrieved();
            switch (batch.outcomes().get(i)) {
                case Outcome.Labeled labeled -> all.add(labeled(item, labeled, retrieved));
                case Outcome.Failed failed -> all.add(failed(item, failed));
                case Outcome.LeftToPeople left -> all.add(leftToPeople(item, left));
                case Outcome.NotAsked notAsked -> {}
            }
        }
        return all;
    }

    private StoredAnnotation labeled(OpenItem item, Outcome.Labeled labeled, @Nullable Retrieved retrieved) {
        @Nullable Assessed assessed = assessments.get(item.id());
        @Nullable Assessment assessment = assessed == null ? null : assessed.assessment();
        double raw = labeled.scores().getFirst().getScore();
        Route.@Nullable Value route = assessment == null ? null : assessment.getRoute();
        // What a language model reads is not cut to the embedded model's length.
        Embedding read =
                retrieved == null || !LabelChunk.needsVectors(run.task().method())
                        ? Embedding.getDefaultInstance()
                        : retrieved.getEmbedding();
        return new StoredAnnotation(
                item.id(),
                item.ordinal(),
                labeled.scores(),
                assessment == null ? raw : assessment.getConfidence(),
                assessment == null || assessment.getUncalibrated(),
                route,
                null,
                assessment == null,
                labeled.promptVersion(),
                read.getTruncated(),
                read.getOtherLanguage(),
                labeled.cached(),
                assessed,
                labeled.usage());
    }

    private static StoredAnnotation leftToPeople(OpenItem item, Outcome.LeftToPeople left) {
        return new StoredAnnotation(
                item.id(),
                item.ordinal(),
                List.of(),
                null,
                true,
                Route.Value.HUMAN_REVIEW,
                null,
                false,
                left.promptVersion(),
                false,
                false,
                false,
                null,
                Outcome.Usage.NONE);
    }

    private static StoredAnnotation failed(OpenItem item, Outcome.Failed failed) {
        return new StoredAnnotation(
                item.id(),
                item.ordinal(),
                List.of(),
                null,
                true,
                null,
                failed.error(),
                false,
                failed.promptVersion(),
                false,
                false,
                false,
                null,
                failed.usage());
    }
}
