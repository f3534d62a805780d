package io.autolabeler.gateway.transfer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.autolabeler.common.v1.Label;
import io.autolabeler.common.v1.LabelScore;
import io.autolabeler.common.v1.Route;
import io.autolabeler.common.v1.Routing;
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
 * @param auditShare of the accepted items, in [0, 1]
 */
record RunRows(SettingsCase kind, List<String> labels, double auditShare) {
    private static final Set<String> REVIEWS = Set.of("review", "adjudication");
    private static final String GOLD = "gold";
    private static final String INCLUSION = "inclusion";

    RunRows {
        labels = List.copyOf(labels);
    }

    static RunRows of(SettingsCase kind, List<Label> labels, Routing routing) {
        return new RunRows(
                kind, labels.stream().map(Label::getName).toList(), routing.getEnabled() ? routing.getAuditShare() : 0);
    }

    /** The item's row; empty for one that says nothing of what is asked. */
    Optional<ObjectNode> of(Annotation item) {
        if (kind == SettingsCase.EVALUATION_SETTINGS && item.getLabel().isEmpty() && !item.hasError()) {
            return ofPeople(item);
        }
        String truth = truth(item);
        boolean usable = switch (kind) {
            case LABEL_ERROR_SETTINGS, CALIBRATION_SETTINGS -> item.getScoresCount() > 0 && labels.contains(truth);
            case ROUTING_SETTINGS -> item.hasConfidence() && !truth.isEmpty();
            default -> !truth.isEmpty();
        };
        return usable ? Optional.of(row(item, truth)) : Optional.empty();
    }

    /** Without a model the people's label is what is judged, by the gold label; until there are both there is no row. */
    private Optional<ObjectNode> ofPeople(Annotation item) {
        if (!isReviewed(item) || item.getGoldLabel().isEmpty()) {
            return Optional.empty();
        }
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        return Optional.of(row.put("id", item.getItemId())
                .put("label", item.getFinalLabel())
                .put("gold", item.getGoldLabel())
                .put("cost_usd", item.getCostUsd())
                .put("truth_source", GOLD));
    }

    private static boolean isReviewed(Annotation item) {
        return REVIEWS.contains(item.getLabelSource());
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
        if (kind == SettingsCase.EVALUATION_SETTINGS) {
            putSource(item, row);
        }
        if (kind == SettingsCase.ROUTING_SETTINGS) {
            row.put(INCLUSION, inclusion(item));
        }
        if (item.hasConfidence()) {
            row.put("confidence", item.getConfidence());
        }
        return kind == SettingsCase.EVALUATION_SETTINGS || item.getScoresCount() == 0
                ? row
                : withShares(row, item, index -> "p_" + labels.get(index));
    }

    /** An item with a gold label can be judged whatever came of it; the others are known only where people saw them. */
    private void putSource(Annotation item, ObjectNode row) {
        row.put("truth_source", item.getLabelSource());
        if (item.getGoldLabel().isEmpty() && isReviewed(item)) {
            row.put(INCLUSION, inclusion(item));
        }
    }

    /** The chance that an item like this one came to be judged: accepted ones without a gold label only by an audit. */
    private double inclusion(Annotation item) {
        boolean drawn = item.getGoldLabel().isEmpty() && item.getRoute() == Route.Value.AUTO_ACCEPT && auditShare > 0;
        return drawn ? auditShare : 1;
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
        return isReviewed(item) || item.getLabelSource().equals(GOLD) ? item.getFinalLabel() : "";
    }
}
