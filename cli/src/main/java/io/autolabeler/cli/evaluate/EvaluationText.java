package io.autolabeler.cli.evaluate;

import static io.autolabeler.cli.evaluate.Evaluation.figure;
import static io.autolabeler.cli.evaluate.Evaluation.label;
import static io.autolabeler.cli.evaluate.Evaluation.signed;

import io.autolabeler.cli.shell.Money;
import io.autolabeler.cli.shell.Table;
import io.autolabeler.quality.v1.ConfusionCell;
import io.autolabeler.quality.v1.Estimate;
import io.autolabeler.quality.v1.EvaluationResult;
import io.autolabeler.quality.v1.LabelFigures;
import io.autolabeler.quality.v1.RunComparison;
import io.autolabeler.quality.v1.SliceFigures;
import java.util.List;
import java.util.Locale;

/** An evaluation for a person at a terminal. */
final class EvaluationText {
    private static final int LABELS = 100;
    private static final int MISTAKES = 10;
    private static final int SLICES = 40;

    private EvaluationText() {}

    static String of(Evaluation evaluation) {
        EvaluationResult result = evaluation.result();
        return headline(result)
                + labels(result.getLabelsList())
                + mistakes(evaluation.mistakes())
                + slices(result.getSlicesList())
                + (result.hasComparison() ? comparison(evaluation) : "");
    }

    private static String headline(EvaluationResult result) {
        return "accuracy  %s (%d of %d)%s%nmacro-F1  %s%s%nmicro-F1  %s, weighted by label %s%n%s%s%s"
                .formatted(
                        figure(result.getAccuracy().getValue()),
                        result.getRight(),
                        result.getItems(),
                        interval(result.getAccuracy()),
                        figure(result.getMacroF1().getValue()),
                        interval(result.getMacroF1()),
                        figure(result.getMicroF1().getValue()),
                        figure(result.getWeightedF1().getValue()),
                        note(result.getUnlabeled(), "items have no label and count as wrong"),
                        note(result.getWithoutGold(), "rows without gold label are left out"),
                        result.hasCostUsd() ? cost(result) : "");
    }

    private static String note(int count, String what) {
        return count > 0 ? "%d %s%n".formatted(count, what) : "";
    }

    private static String cost(EvaluationResult result) {
        String each = result.hasCostPerCorrectUsd()
                ? ", $%s for each right label".formatted(Money.dollars(result.getCostPerCorrectUsd()))
                : "";
        return "cost      $%s%s%n".formatted(Money.dollars(result.getCostUsd()), each);
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

    private static String labels(List<LabelFigures> labels) {
        Table table = new Table("label", "precision", "recall", "f1", "gold", "labeled");
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
        Table table = new Table("slice", "value", "items", "accuracy", "95 % interval", "macro-F1", "");
        slices.stream()
                .limit(SLICES)
                .forEach(each -> table.row(
                        each.getColumn(),
                        each.getValue(),
                        each.getItems(),
                        figure(each.getAccuracy().getValue()),
                        bounds(each.getAccuracy()),
                        figure(each.getMacroF1()),
                        each.getSmall() ? "few items" : ""));
        return "\n" + table.text() + more(slices.size() - SLICES, "slices");
    }

    private static String comparison(Evaluation evaluation) {
        RunComparison both = evaluation.result().getComparison();
        return String.format(
                Locale.ROOT,
                "%ncompared with %s on %d items (%d of only one file left out)%n"
                        + "only the first is right on %d, only the second on %d; McNemar p %.4g (mid-p %.4g)%n"
                        + "accuracy %s (95 %% interval %s), macro-F1 %s (%s)%n%s%n",
                evaluation.other(),
                both.getItems(),
                both.getUnmatched(),
                both.getOnlyFirstRight(),
                both.getOnlySecondRight(),
                both.getExactP(),
                both.getMidP(),
                signed(both.getAccuracyDifference().getValue()),
                bounds(both.getAccuracyDifference()),
                signed(both.getMacroF1Difference().getValue()),
                bounds(both.getMacroF1Difference()),
                evaluation.verdict());
    }

    private static String more(int count, String what) {
        return count > 0 ? "and %d more %s with --json%n".formatted(count, what) : "";
    }
}
