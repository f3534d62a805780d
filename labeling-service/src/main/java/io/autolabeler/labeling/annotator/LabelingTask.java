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
 * @param labels at least 2
 * @param model `embedded` or a configured model's name
 * @param method of the embedded labeler; MODEL for a language model
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
        MODEL
    }

    public LabelingTask {
        labels = List.copyOf(labels);
        if (labels.size() < 2) {
            throw new IllegalArgumentException("labels must be at least 2, got " + labels.size());
        }
    }
}
