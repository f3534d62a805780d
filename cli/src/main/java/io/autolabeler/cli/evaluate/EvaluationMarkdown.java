package io.autolabeler.cli.evaluate;

import static io.autolabeler.cli.evaluate.Evaluation.figure;
import static io.autolabeler.cli.evaluate.Evaluation.label;
import static io.autolabeler.cli.evaluate.Figure.interval;

import io.autolabeler.cli.shell.Money;
import io.autolabeler.quality.v1.Estimate;
import io.autolabeler.quality.v1.EvaluationResult;
import io.autolabeler.quality.v1.LabelFigures;
import java.util.List;

/** An evaluation as tables of Markdown; texts of the file can neither break a table nor become markup. */
final class EvaluationMarkdown {
    private static final int MISTAKES = 50;
    private final StringBuilder text = new StringBuilder();

    private EvaluationMarkdown() {}

    static String of(Evaluation evaluation) {
        EvaluationMarkdown page = new EvaluationMarkdown();
        EvaluationResult result = evaluation.result();
        page.text.append("# Evaluation of ").append(escaped(evaluation.file())).append("\n");
        if (evaluation.ofSpans()) {
            page.spans(result);
        } else {
            page.figures(result);
            page.sources(result);
            page.labels("Labels", "label", result.getLabelsList());
            page.mistakes(evaluation);
        }
        page.notes(evaluation);
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
        cost(result, "label");
    }

    private void cost(EvaluationResult result, String what) {
        if (result.hasCostUsd()) {
            row("cost", "$" + Money.dollars(result.getCostUsd()), "");
        }
        if (result.hasCostPerCorrectUsd()) {
            row("cost of a right " + what, "$" + Money.dollars(result.getCostPerCorrectUsd()), "");
        }
    }

    private void spans(EvaluationResult result) {
        table("Spans", Figure.spans(result.getSpans()));
        cost(result, "span");
        labels("Labels of spans", "label", result.getSpans().getLabelsList());
        if (result.hasRelations()) {
            table("Relations", Figure.relations(result.getRelations()));
            labels("Types of relations", "type", result.getRelations().getTypesList());
        }
    }

    private void table(String title, List<Figure> figures) {
        heading(title, "figure", "value", "95 % interval");
        figures.forEach(each -> row(each.name(), each.value(), each.interval()));
    }

    private void sources(EvaluationResult result) {
        if (result.getTruthSourcesCount() > 0) {
            heading("Where the truth came from", "source", "items", "right");
            result.getTruthSourcesList()
                    .forEach(each -> row(escaped(label(each.getSource())), each.getItems(), each.getRight()));
        }
    }

    private void notes(Evaluation evaluation) {
        evaluation
                .notes()
                .forEach(each -> text.append('\n').append(escaped(each)).append('\n'));
    }

    private void labels(String title, String name, List<LabelFigures> labels) {
        heading(title, name, "precision", "recall", "F1", "gold", "labeled");
        labels.forEach(each -> row(
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
        heading("Slices", "column", "value", "items", "accuracy", "95 % interval", "macro-F1", "95 % interval", "note");
        result.getSlicesList()
                .forEach(each -> row(
                        escaped(each.getColumn()),
                        escaped(label(each.getValue())),
                        each.getItems(),
                        figure(each.getAccuracy().getValue()),
                        interval(each.getAccuracy()),
                        figure(each.getMacroF1()),
                        interval(Evaluation.macroF1(each)),
                        each.getSmall() ? "few items" : ""));
    }

    private void comparison(Evaluation evaluation) {
        table(
                "Compared with " + escaped(evaluation.other()),
                Figure.comparison(evaluation.result().getComparison(), evaluation.thing()));
        text.append('\n').append(evaluation.verdict()).append('\n');
    }

    private void estimate(String name, Estimate estimate) {
        row(name, figure(estimate.getValue()), interval(estimate));
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
