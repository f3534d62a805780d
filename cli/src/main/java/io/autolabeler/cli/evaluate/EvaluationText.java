package io.autolabeler.cli.evaluate;

import static io.autolabeler.cli.evaluate.Evaluation.figure;
import static io.autolabeler.cli.evaluate.Evaluation.label;
import static io.autolabeler.cli.evaluate.Evaluation.signed;

import io.autolabeler.cli.shell.Table;
import io.autolabeler.quality.v1.ConfusionCell;
import io.autolabeler.quality.v1.Estimate;
import io.autolabeler.quality.v1.EvaluationResult;
import io.autolabeler.quality.v1.LabelFigures;
import io.autolabeler.quality.v1.RunComparison;
import io.autolabeler.quality.v1.SliceFigures;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An evaluation for a person at a terminal. */
final class EvaluationText {
    private static final int LABELS = 100;
    private static final int MISTAKES = 10;
    private static final int SLICES = 40;

    private EvaluationText() {}

    static String of(Evaluation evaluation) {
        EvaluationResult result = evaluation.result();
        return (evaluation.ofSpans() ? spans(result) : ofLabels(evaluation))
                + (evaluation.cost().isEmpty() ? "" : "cost      %s%n".formatted(evaluation.cost()))
                + evaluation.notes().stream().map("note: %s%n"::formatted).collect(Collectors.joining())
                + (evaluation.ofSpans()
                        ? ""
                        : labels("label", result.getLabelsList())
                                + mistakes(evaluation.mistakes())
                                + slices(result.getSlicesList()))
                + (result.hasComparison() ? comparison(evaluation) : "");
    }

    private static String ofLabels(Evaluation evaluation) {
        EvaluationResult result = evaluation.result();
        return headline(result)
                + result.getTruthSourcesList().stream()
                        .map(each -> "truth from %s: %d of %d right%n"
                                .formatted(label(each.getSource()), each.getRight(), each.getItems()))
                        .collect(Collectors.joining());
    }

    private static String spans(EvaluationResult result) {
        String spans = "spans%n%s".formatted(figures(Figure.spans(result.getSpans())))
                + labels("label", result.getSpans().getLabelsList());
        return result.hasRelations()
                ? spans
                        + "%nrelations%n%s".formatted(figures(Figure.relations(result.getRelations())))
                        + labels("type", result.getRelations().getTypesList())
                : spans;
    }

    private static String figures(List<Figure> figures) {
        Table table = new Table("figure", "value", "95 % interval");
        figures.forEach(each -> table.row(each.name(), each.value(), each.interval()));
        return table.text();
    }

    private static String headline(EvaluationResult result) {
        return "accuracy  %s (%d of %d%s)%s%nmacro-F1  %s%s%nmicro-F1  %s, weighted by label %s%n%s%s"
                .formatted(
                        figure(result.getAccuracy().getValue()),
                        result.getRight(),
                        result.getItems(),
                        result.getWeighted() ? ", weighted" : "",
                        interval(result.getAccuracy()),
                        figure(result.getMacroF1().getValue()),
                        interval(result.getMacroF1()),
                        figure(result.getMicroF1().getValue()),
                        figure(result.getWeightedF1().getValue()),
                        note(result.getUnlabeled(), "items have no label and count as wrong"),
                        note(result.getWithoutGold(), "rows without gold label are left out"));
    }

    private static String note(int count, String what) {
        return count > 0 ? "%d %s%n".formatted(count, what) : "";
    }

    private static String interval(Estimate estimate) {
        return estimate.hasInterval() ? ", 95 % interval " + bounds(estimate) : "";
    }

    private static String bounds(Estimate estimate) {
        return estimate.hasInterval()
                ? figure(estimate.getInterval().getLower()) + " to "
                        + figure(estimate.getInterval().getUpper())
                : "-";
    }

    private static String labels(String name, List<LabelFigures> labels) {
        Table table = new Table(name, "precision", "recall", "f1", "gold", "labeled");
        labels.stream()
                .limit(LABELS)
                .forEach(each -> table.row(
                        each.getLabel(),
                        each.getPrecision(),
                        each.getRecall(),
                        each.getF1(),
                        each.getGold(),
                        each.getLabeled()));
        return "\n" + table.text() + more(labels.size() - LABELS, "labels");
    }

    private static String mistakes(List<ConfusionCell> mistakes) {
        if (mistakes.isEmpty()) {
            return "";
        }
        Table table = new Table("most frequent mistake: gold", "label", "items");
        mistakes.stream()
                .limit(MISTAKES)
                .forEach(each -> table.row(each.getGold(), label(each.getLabel()), each.getCount()));
        return "\n" + table.text() + more(mistakes.size() - MISTAKES, "kinds of mistakes");
    }

    private static String slices(List<SliceFigures> slices) {
        if (slices.isEmpty()) {
            return "";
        }
        Table table =
                new Table("slice", "value", "items", "accuracy", "95 % interval", "macro-F1", "95 % interval", "");
        slices.stream()
                .limit(SLICES)
                .forEach(each -> table.row(
                        each.getColumn(),
                        label(each.getValue()),
                        each.getItems(),
                        figure(each.getAccuracy().getValue()),
                        bounds(each.getAccuracy()),
                        figure(each.getMacroF1()),
                        bounds(Evaluation.macroF1(each)),
                        each.getSmall() ? "few items" : ""));
        return "\n" + table.text() + more(slices.size() - SLICES, "slices");
    }

    private static String comparison(Evaluation evaluation) {
        RunComparison both = evaluation.result().getComparison();
        String on = evaluation.ofSpans() ? "documents" : "items";
        String head = "%ncompared with %s on %d %s (left out: %d of only one %s, %d without label in one)%n%s"
                .formatted(
                        evaluation.other(),
                        both.getItems(),
                        on,
                        both.getUnmatched(),
                        evaluation.thing(),
                        both.getUnlabeled(),
                        note(
                                both.getGoldConflicts(),
                                on + " have another gold label in the second; the first's holds"));
        return head + (evaluation.ofSpans() ? spanDifference(both) : difference(both)) + evaluation.verdict() + "\n";
    }

    private static String spanDifference(RunComparison both) {
        return String.format(
                Locale.ROOT,
                "strict F1 %s (95 %% interval %s), bootstrap p %.4g%n",
                signed(both.getStrictF1Difference().getValue()),
                bounds(both.getStrictF1Difference()),
                both.getStrictF1P());
    }

    private static String difference(RunComparison both) {
        return String.format(
                Locale.ROOT,
                "only the first is right on %d, only the second on %d; McNemar p %.4g (mid-p %.4g)%n"
                        + "accuracy %s (95 %% interval %s, bootstrap p %.4g), macro-F1 %s (%s, p %.4g)%n",
                both.getOnlyFirstRight(),
                both.getOnlySecondRight(),
                both.getExactP(),
                both.getMidP(),
                signed(both.getAccuracyDifference().getValue()),
                bounds(both.getAccuracyDifference()),
                both.getAccuracyP(),
                signed(both.getMacroF1Difference().getValue()),
                bounds(both.getMacroF1Difference()),
                both.getMacroF1P());
    }

    private static String more(int count, String what) {
        return count > 0 ? "and %d more %s with --json%n".formatted(count, what) : "";
    }
}
