package io.autolabeler.cli.evaluate;

import static io.autolabeler.cli.evaluate.Evaluation.figure;
import static io.autolabeler.cli.evaluate.Evaluation.signed;

import io.autolabeler.quality.v1.Estimate;
import io.autolabeler.quality.v1.RelationFigures;
import io.autolabeler.quality.v1.RunComparison;
import io.autolabeler.quality.v1.SpanFigures;
import java.util.List;
import java.util.Locale;

/**
 * A line of a table of figures.
 *
 * @param interval empty: there is none
 */
record Figure(String name, String value, String interval) {
    static Figure of(String name, Estimate estimate) {
        return new Figure(name, figure(estimate.getValue()), interval(estimate));
    }

    static Figure of(String name, double share) {
        return new Figure(name, figure(share), "");
    }

    static Figure of(String name, int count) {
        return new Figure(name, Integer.toString(count), "");
    }

    private static Figure ofDifference(String name, Estimate difference) {
        return new Figure(name, signed(difference.getValue()), interval(difference));
    }

    private static Figure ofChance(String name, double p) {
        return new Figure(name, String.format(Locale.ROOT, "%.4g", p), "");
    }

    static String interval(Estimate estimate) {
        return estimate.hasInterval()
                ? figure(estimate.getInterval().getLower()) + " to "
                        + figure(estimate.getInterval().getUpper())
                : "";
    }

    /** How good the spans are. */
    static List<Figure> spans(SpanFigures spans) {
        return List.of(
                of("strict F1 (bounds and label)", spans.getStrictF1()),
                of("precision", spans.getPrecision()),
                of("recall", spans.getRecall()),
                of("macro-F1", spans.getMacroF1()),
                of("macro precision", spans.getMacroPrecision()),
                of("macro recall", spans.getMacroRecall()),
                of("F1 with half credit for overlap", spans.getPartialF1()),
                of("F1 of bounds, label ignored", spans.getLabelIgnoredF1()),
                of("documents", spans.getDocuments()),
                of("documents without any span", spans.getEmptyDocuments()),
                of("gold spans", spans.getGold()),
                of("given spans", spans.getGiven()),
                of("right", spans.getRight()),
                of("missed (gold without overlap)", spans.getMissed()),
                of("spurious (given without overlap)", spans.getSpurious()),
                of("begin too early", spans.getEarlyStart()),
                of("begin too late", spans.getLateStart()),
                of("end too early", spans.getEarlyEnd()),
                of("end too late", spans.getLateEnd()));
    }

    /** How good the relations are. */
    static List<Figure> relations(RelationFigures relations) {
        return List.of(
                of("strict F1 (type, bounds and labels)", relations.getStrictF1()),
                of("precision", relations.getPrecision()),
                of("recall", relations.getRecall()),
                of("macro-F1", relations.getMacroF1()),
                of("F1 of type and bounds", relations.getBoundariesF1()),
                of("F1 of type and overlap", relations.getRelaxedF1()),
                of("gold relations", relations.getGold()),
                of("given relations", relations.getGiven()),
                of("right", relations.getRight()),
                of("right but for their direction", relations.getTurned()),
                of("right arguments, wrong type", relations.getMistyped()),
                of("recall that the spans allow", relations.getReachable()));
    }

    /**
     * This labeling (first) against another (second).
     *
     * @param thing what each of them is: file or run
     */
    static List<Figure> comparison(RunComparison both, String thing) {
        if (both.hasStrictF1Difference()) {
            return List.of(
                    of("documents of both %ss".formatted(thing), both.getItems()),
                    of("documents of one %s (left out)".formatted(thing), both.getUnmatched()),
                    of("without label in one %s (left out)".formatted(thing), both.getUnlabeled()),
                    of("with other gold in the second %s".formatted(thing), both.getGoldConflicts()),
                    ofDifference("strict F1, first minus second", both.getStrictF1Difference()),
                    ofChance("strict F1, bootstrap p", both.getStrictF1P()));
        }
        return List.of(
                of("items of both %ss".formatted(thing), both.getItems()),
                of("items of one %s (left out)".formatted(thing), both.getUnmatched()),
                of("without label in one %s (left out)".formatted(thing), both.getUnlabeled()),
                of("with other gold in the second %s".formatted(thing), both.getGoldConflicts()),
                of("only the first is right", both.getOnlyFirstRight()),
                of("only the second is right", both.getOnlySecondRight()),
                ofChance("McNemar, exact p", both.getExactP()),
                ofChance("McNemar, mid-p", both.getMidP()),
                ofDifference("accuracy, first minus second", both.getAccuracyDifference()),
                ofChance("accuracy, bootstrap p", both.getAccuracyP()),
                ofDifference("macro-F1, first minus second", both.getMacroF1Difference()),
                ofChance("macro-F1, bootstrap p", both.getMacroF1P()));
    }
}
