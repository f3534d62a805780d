package io.autolabeler.cli.evaluate;

import static io.autolabeler.cli.evaluate.Evaluation.figure;
import static io.autolabeler.cli.evaluate.Evaluation.label;
import static io.autolabeler.cli.evaluate.Evaluation.signed;

import io.autolabeler.cli.shell.Money;
import io.autolabeler.quality.v1.Estimate;
import io.autolabeler.quality.v1.EvaluationResult;
import io.autolabeler.quality.v1.RunComparison;
import java.util.Locale;

/** An evaluation as tables of Markdown; texts of the file can neither break a table nor become markup. */
final class EvaluationMarkdown {
    private static final int MISTAKES = 50;
    private final StringBuilder text = new StringBuilder();

    private EvaluationMarkdown() {}

    static String of(Evaluation evaluation) {
        EvaluationMarkdown page = new EvaluationMarkdown();
        EvaluationResult result = evaluation.result();
        page.text.append("# Evaluation of ").append(escaped(evaluation.file())).append("\n");
        page.figures(result);
        page.labels(result);
        page.mistakes(evaluation);
        if (result.getSlicesCount() > 0) {
            page.slices(result);
        }
        if (result.hasComparison()) {
            page.comparison(evaluation);
        }
        return page.text.toString();
    }

    /** The text with everything that means something to Markdown or HTML disarmed, in one line. */
    static String escaped(String text) {
        return text.replaceAll("\\s+", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replaceAll("([\\\\`*_{}\\[\\]()#+!|~>])", "\\\\$1");
    }

    private void figures(EvaluationResult result) {
        heading("Figures", "figure", "value", "95 % interval");
        estimate("accuracy", result.getAccuracy());
        estimate("macro-F1", result.getMacroF1());
        estimate("micro-F1", result.getMicroF1());
        estimate("weighted F1", result.getWeightedF1());
        row("items", result.getItems(), "");
        row("right", result.getRight(), "");
        row("without label (wrong)", result.getUnlabeled(), "");
        row("without gold (left out)", result.getWithoutGold(), "");
        if (result.hasCostUsd()) {
            row("cost", "$" + Money.dollars(result.getCostUsd()), "");
        }
        if (result.hasCostPerCorrectUsd()) {
            row("cost of a right label", "$" + Money.dollars(result.getCostPerCorrectUsd()), "");
        }
    }

    private void labels(EvaluationResult result) {
        heading("Labels", "label", "precision", "recall", "F1", "gold", "labeled");
        result.getLabelsList()
                .forEach(each -> row(
                        escaped(each.getLabel()),
                        figure(each.getPrecision()),
                        figure(each.getRecall()),
                        figure(each.getF1()),
                        each.getGold(),
                        each.getLabeled()));
    }

    private void mistakes(Evaluation evaluation) {
        if (evaluation.mistakes().isEmpty()) {
            return;
        }
        heading("Most frequent mistakes", "gold", "label", "items");
        evaluation.mistakes().stream()
                .limit(MISTAKES)
                .forEach(each -> row(escaped(each.getGold()), escaped(label(each.getLabel())), each.getCount()));
    }

    private void slices(EvaluationResult result) {
        heading("Slices", "column", "value", "items", "accuracy", "95 % interval", "macro-F1", "note");
        result.getSlicesList()
                .forEach(each -> row(
                        escaped(each.getColumn()),
                        escaped(each.getValue()),
                        each.getItems(),
                        figure(each.getAccuracy().getValue()),
                        interval(each.getAccuracy()),
                        figure(each.getMacroF1()),
                        each.getSmall() ? "few items" : ""));
    }

    private void comparison(Evaluation evaluation) {
        RunComparison both = evaluation.result().getComparison();
        heading("Compared with " + escaped(evaluation.other()), "figure", "value", "95 % interval");
        row("items of both files", both.getItems(), "");
        row("items of one file (left out)", both.getUnmatched(), "");
        row("only the first is right", both.getOnlyFirstRight(), "");
        row("only the second is right", both.getOnlySecondRight(), "");
        row("McNemar, exact p", String.format(Locale.ROOT, "%.4g", both.getExactP()), "");
        row("McNemar, mid-p", String.format(Locale.ROOT, "%.4g", both.getMidP()), "");
        row(
                "accuracy, first minus second",
                signed(both.getAccuracyDifference().getValue()),
                interval(both.getAccuracyDifference()));
        row(
                "macro-F1, first minus second",
                signed(both.getMacroF1Difference().getValue()),
                interval(both.getMacroF1Difference()));
        text.append('\n').append(evaluation.verdict()).append('\n');
    }

    private void estimate(String name, Estimate estimate) {
        row(name, figure(estimate.getValue()), interval(estimate));
    }

    private static String interval(Estimate estimate) {
        return estimate.hasInterval()
                ? figure(estimate.getInterval().getLower()) + " to "
                        + figure(estimate.getInterval().getUpper())
                : "";
    }

    private void heading(String title, String... columns) {
        text.append("\n## ").append(title).append("\n\n");
        row((Object[]) columns);
        text.append("|").append(" --- |".repeat(columns.length)).append('\n');
    }

    private void row(Object... cells) {
        text.append('|');
        for (Object cell : cells) {
            text.append(' ').append(cell).append(" |");
        }
        text.append('\n');
    }
}
