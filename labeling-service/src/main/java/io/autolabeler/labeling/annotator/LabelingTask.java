package io.autolabeler.labeling.annotator;

import io.autolabeler.common.v1.Label;
import io.autolabeler.common.v1.TaskKind;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is pinned for a whole run: the schema, and who labels by which method.
 *
 * @param runId null when a few texts are labeled at once without a run
 * @param labels at least 2; at least 1 for ENTITIES
 * @param model `embedded`, `people` or a configured model's name
 * @param method of the embedded labeler; MODEL for a language model, PEOPLE for none
 * @param headVersion of the trained head; 0 unless the method is HEAD
 * @param promptVersion hash of everything that shapes the answer beside the item's text
 */
public record LabelingTask(
        UUID projectId,
        @Nullable UUID runId,
        TaskKind.Value kind,
        List<Label> labels,
        String guidelines,
        String model,
        Method method,
        int headVersion,
        String promptVersion) {

    /** How labels are found. */
    public enum Method {
        DESCRIPTIONS,
        NEIGHBOURS,
        HEAD,
        MODEL,
        PEOPLE
    }

    public LabelingTask {
        labels = List.copyOf(labels);
        int least = kind == TaskKind.Value.ENTITIES ? 1 : 2;
        if (labels.size() < least) {
            throw new IllegalArgumentException("labels must be at least " + least + ", got " + labels.size());
        }
    }
}
