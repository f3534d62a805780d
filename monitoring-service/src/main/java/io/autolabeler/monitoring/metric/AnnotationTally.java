package io.autolabeler.monitoring.metric;

import io.autolabeler.labeling.v1.AnnotatedItem;
import io.autolabeler.labeling.v1.AnnotationsStored;
import io.autolabeler.labeling.v1.ModelCall;
import io.autolabeler.monitoring.metric.Tally.Scope;
import java.math.BigDecimal;

/** Counts an event of stored annotations. */
final class AnnotationTally {
    private static final int PICO = 12;

    private AnnotationTally() {}

    /**
     * Adds all that the event says; a reassessed one adds only what its first event could not know. The route that it replaces
     * counts on: that one is taken back where it was counted, by {@link #takeBackRoute}.
     */
    static void count(Tally tally, Scope scope, AnnotationsStored event) {
        String model = event.getAnnotator().getModel();
        for (AnnotatedItem item : event.getItemsList()) {
            if (!event.getReassessed()) {
                countItem(tally, scope, model, item);
            }
            countAssessment(tally, scope, model, item);
        }
        for (ModelCall call : event.getCallsList()) {
            countCall(tally, scope, call);
        }
    }

    private static void countItem(Tally tally, Scope scope, String model, AnnotatedItem item) {
        tally.add(Metric.ITEMS, scope, model, 1);
        tally.add(Metric.ITEM_SECONDS, scope, model, item.getSeconds());
        if (item.hasError()) {
            tally.add(Metric.FAILED_ITEMS, scope, model, 1);
            tally.add(Metric.ERRORS, scope, item.getError().name(), 1);
            return;
        }
        if (item.getDegraded()) {
            tally.add(Metric.DEGRADED_ITEMS, scope, model, 1);
        }
        if (!item.getLabel().isEmpty()) {
            countLabel(tally, scope, model, item);
        }
    }

    private static void countLabel(Tally tally, Scope scope, String model, AnnotatedItem item) {
        tally.add(Metric.LABELS, scope, item.getLabel(), 1);
        if (!item.getGoldLabel().isEmpty()) {
            boolean right = item.getGoldLabel().equals(item.getLabel());
            tally.add(Metric.GOLD_ACCURACY, scope, model, right ? 1 : 0);
        }
    }

    private static void countAssessment(Tally tally, Scope scope, String model, AnnotatedItem item) {
        if (item.hasError() || item.getDegraded()) {
            return;
        }
        if (item.hasConfidence() && !item.hasPreviousRoute()) {
            tally.add(Metric.CONFIDENCE, scope, model, item.getConfidence());
        }
        if (item.hasRoute()) {
            tally.add(Metric.ROUTES, scope, item.getRoute().name(), 1);
        }
    }

    /** Takes the route back that the item had before, where that was counted. */
    static void takeBackRoute(Tally tally, Scope counted, AnnotatedItem item) {
        tally.takeBack(Metric.ROUTES, counted, item.getPreviousRoute().name(), 1);
    }

    private static void countCall(Tally tally, Scope scope, ModelCall call) {
        tally.add(Metric.INPUT_TOKENS, scope, call.getModel(), call.getInputTokens());
        tally.add(Metric.OUTPUT_TOKENS, scope, call.getModel(), call.getOutputTokens());
        tally.addExactly(Metric.COST_USD, scope, call.getModel(), BigDecimal.valueOf(call.getCostPicoUsd(), PICO));
    }
}
