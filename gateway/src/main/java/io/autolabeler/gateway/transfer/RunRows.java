package io.autolabeler.gateway.transfer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.autolabeler.common.v1.Label;
import io.autolabeler.common.v1.LabelScore;
import io.autolabeler.labeling.v1.Annotation;
import io.autolabeler.quality.v1.Report.SettingsCase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A run's items as rows of a file to be judged. An item's truth is what a reviewer or adjudicator said of it, else its gold label.
 *
 * @param kind what the report asks: label errors judge the truth by the model, all else the model by the truth
 * @param labels the project's, in their order
 */
record RunRows(SettingsCase kind, List<String> labels) {
    private static final Set<String> PEOPLE = Set.of("review", "adjudication", "gold");

    RunRows {
        labels = List.copyOf(labels);
    }

    static RunRows of(SettingsCase kind, List<Label> labels) {
        return new RunRows(kind, labels.stream().map(Label::getName).toList());
    }

    /** The item's row; empty for one that says nothing of what is asked. */
    Optional<ObjectNode> of(Annotation item) {
        String truth = truth(item);
        boolean usable = switch (kind) {
            case LABEL_ERROR_SETTINGS, CALIBRATION_SETTINGS -> item.getScoresCount() > 0 && labels.contains(truth);
            case ROUTING_SETTINGS -> item.hasConfidence() && !truth.isEmpty();
            default -> !truth.isEmpty();
        };
        return usable ? Optional.of(row(item, truth)) : Optional.empty();
    }

    private ObjectNode row(Annotation item, String truth) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        if (kind == SettingsCase.CALIBRATION_SETTINGS) {
            row.put("label", labels.indexOf(truth));
            return withShares(row, item, index -> "p" + index);
        }
        row.put("id", item.getItemId());
        if (kind == SettingsCase.LABEL_ERROR_SETTINGS) {
            row.put("text", item.getText()).put("label", truth);
        } else {
            row.put("label", item.getLabel()).put("gold", truth).put("cost_usd", item.getCostUsd());
        }
        if (item.hasConfidence()) {
            row.put("confidence", item.getConfidence());
        }
        return kind == SettingsCase.EVALUATION_SETTINGS || item.getScoresCount() == 0
                ? row
                : withShares(row, item, index -> "p_" + labels.get(index));
    }

    private interface Column {
        String of(int label);
    }

    /** A label that the model gave no share to has none. */
    private ObjectNode withShares(ObjectNode row, Annotation item, Column column) {
        Map<String, Double> shares = new HashMap<>();
        for (LabelScore each : item.getScoresList()) {
            shares.put(each.getLabel(), each.getScore());
        }
        for (int label = 0; label < labels.size(); label++) {
            row.put(column.of(label), shares.getOrDefault(labels.get(label), 0.0));
        }
        return row;
    }

    private static String truth(Annotation item) {
        return PEOPLE.contains(item.getLabelSource()) ? item.getFinalLabel() : "";
    }
}
