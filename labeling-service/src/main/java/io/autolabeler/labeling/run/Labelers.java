package io.autolabeler.labeling.run;

import io.autolabeler.labeling.annotator.LabeledBatch;
import io.autolabeler.labeling.annotator.LabelingTask;
import io.autolabeler.labeling.annotator.TextItem;
import io.autolabeler.labeling.annotator.embedded.EmbeddedLabeler;
import io.autolabeler.labeling.annotator.model.ModelLabeler;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Hands a batch to the labeler that its task is pinned to. */
@Singleton
class Labelers {
    private final EmbeddedLabeler embedded;
    private final ModelLabeler model;

    Labelers(EmbeddedLabeler embedded, ModelLabeler model) {
        this.embedded = embedded;
        this.model = model;
    }

    LabeledBatch label(LabelingTask task, @Nullable UUID chunkId, List<TextItem> items) {
        return switch (task.method()) {
            case DESCRIPTIONS, NEIGHBOURS, HEAD -> embedded.label(task, chunkId, items);
            case MODEL -> model.label(task, chunkId, items);
        };
    }
}
