package io.autolabeler.labeling.run;

import io.autolabeler.labeling.annotator.LabeledBatch;
import io.autolabeler.labeling.annotator.LabelingTask;
import io.autolabeler.labeling.annotator.TextItem;
import io.autolabeler.labeling.annotator.embedded.EmbeddedLabeler;
import io.autolabeler.labeling.annotator.model.ModelLabeler;
import io.autolabeler.labeling.annotator.people.PeopleLabeler;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Hands a batch to the labeler that its task is pinned to. */
@Singleton
class Labelers {
    private final EmbeddedLabeler embedded;
    private final ModelLabeler model;
    private final PeopleLabeler people;

    Labelers(EmbeddedLabeler embedded, ModelLabeler model, PeopleLabeler people) {
        this.embedded = embedded;
        this.model = model;
        this.people = people;
    }

    LabeledBatch label(LabelingTask task, @Nullable UUID chunkId, List<TextItem> items) {
        return switch (task.method()) {
            case DESCRIPTIONS, NEIGHBOURS, HEAD -> embedded.label(task, chunkId, items);
            case MODEL -> model.label(task, chunkId, items);
            case PEOPLE -> people.label(task, chunkId, items);
        };
    }
}
