package io.autolabeler.labeling.annotator.people;

import io.autolabeler.common.v1.Label;
import io.autolabeler.common.v1.LabelTarget;
import io.autolabeler.common.v1.TaskKind;
import io.autolabeler.labeling.annotator.LabeledBatch;
import io.autolabeler.labeling.annotator.Labeler;
import io.autolabeler.labeling.annotator.LabelingTask;
import io.autolabeler.labeling.annotator.Outcome;
import io.autolabeler.labeling.annotator.PromptVersion;
import io.autolabeler.labeling.annotator.TextItem;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Leaves every item to people: no label, no cost. */
@Singleton
public class PeopleLabeler implements Labeler {
    PeopleLabeler() {}

    @Override
    public LabeledBatch label(LabelingTask task, @Nullable UUID chunkId, List<TextItem> items) {
        Outcome left = new Outcome.LeftToPeople(task.promptVersion());
        return new LabeledBatch(items.stream().map(item -> left).toList(), List.of(), transaction -> {});
    }

    /** The version of what people are told: kind, labels and guidelines. */
    public PromptVersion promptVersion(TaskKind.Value kind, List<Label> labels, String guidelines) {
        StringBuilder content = new StringBuilder("people\nkind: " + kind + "\n");
        labels.forEach(each -> content.append(each.getTarget() == LabelTarget.Value.RELATION ? "relation: " : "label: ")
                .append(each.getName())
                .append(": ")
                .append(each.getDescription())
                .append('\n'));
        return PromptVersion.of(
                "people:", content.append(guidelines).append('\n').toString());
    }
}
