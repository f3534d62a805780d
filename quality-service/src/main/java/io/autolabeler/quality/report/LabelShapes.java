package io.autolabeler.quality.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.autolabeler.quality.v1.EvaluationTask;
import java.util.Optional;

/** What the labels of a file look like: names, or JSON values with spans and relations in them. Not thread-safe. */
final class LabelShapes {
    private static final int SHOWN = 40;
    private int names;
    private int spans;
    private int others;
    private boolean relations;
    private String example = "";

    /** Takes a label; an empty one says nothing. */
    void accept(String label) {
        if (label.isEmpty()) {
            return;
        }
        Optional<JsonNode> json = SpanValue.json(label);
        if (json.isEmpty()) {
            names++;
            return;
        }
        example = example.isEmpty() ? label.substring(0, Math.min(label.length(), SHOWN)) : example;
        if (SpanValue.looksLike(json.get())) {
            spans++;
            relations |= json.get().path("relations").size() > 0;
        } else {
            others++;
        }
    }

    /**
     * The task: the one asked for, else what all labels look like.
     *
     * @throws ReportFault if none was asked for and the labels are neither all names nor all spans
     */
    EvaluationTask.Value task(EvaluationTask.Value asked) {
        if (asked != EvaluationTask.Value.UNSPECIFIED) {
            return asked;
        }
        if (spans + others == 0) {
            return EvaluationTask.Value.CLASSIFICATION;
        }
        if (names + others > 0) {
            throw new ReportFault(
                    "task",
                    "task must be set: labels like `%s` are JSON. SPANS and RELATIONS judge what is inside,"
                                    .formatted(example)
                            + " CLASSIFICATION compares them as they stand");
        }
        return relations ? EvaluationTask.Value.RELATIONS : EvaluationTask.Value.SPANS;
    }
}
