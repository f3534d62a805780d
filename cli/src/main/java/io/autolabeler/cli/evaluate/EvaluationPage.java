package io.autolabeler.cli.evaluate;

import static io.autolabeler.cli.evaluate.Evaluation.figure;
import static io.autolabeler.cli.evaluate.Evaluation.label;
import static io.autolabeler.cli.evaluate.Figure.interval;
import static io.autolabeler.cli.evaluate.Html.escaped;

import io.autolabeler.cli.shell.Money;
import io.autolabeler.quality.v1.Estimate;
import io.autolabeler.quality.v1.EvaluationResult;
import io.autolabeler.quality.v1.LabelFigures;
import io.autolabeler.quality.v1.SliceFigures;
import io.autolabeler.quality.v1.SpanFigures;
import java.util.Comparator;
import java.util.List;

/** An evaluation as one page that needs nothing beside itself: no script, no font, no request. */
final class EvaluationPage {
    private static final int BARS = 50;
    private static final int MISTAKES = 50;
    private final StringBuilder body = new StringBuilder();
    private final Evaluation evaluation;
    private final EvaluationResult result;

    private EvaluationPage(Evaluation evaluation) {
        this.evaluation = evaluation;
        this.result = evaluation.result();
    }

    static String of(Evaluation evaluation) {
        EvaluationPage page = new EvaluationPage(evaluation);
        if (evaluation.ofSpans()) {
            page.spans();
        } else {
            page.head();
            page.labels("F1 by label", "label", page.result.getLabelsList());
            page.confusion();
        }
        page.slices();
        page.comparison();
        String title = "Evaluation of " + escaped(evaluation.file());
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                <main>
                <h1>%s</h1>
                %s<footer>AutoLabeler</footer>
                </main>
                </body>
                </html>
                """.formatted(title, PageStyle.CSS, title, page.body);
    }

    private void head() {
        body.append("<p>%d of %d items are labeled right.</p>\n".formatted(result.getRight(), result.getItems()));
        body.append("<dl class=\"cards\">\n");
        card("Accuracy", result.getAccuracy());
        card("Macro-F1", result.getMacroF1());
        card("Micro-F1", result.getMicroF1());
        card("Weighted F1", result.getWeightedF1());
        cost("label");
        body.append("</dl>\n");
        note(result.getUnlabeled(), "items have no label and count as wrong.");
        note(result.getWithoutGold(), "rows without gold label are left out.");
        notes();
        if (result.getTruthSourcesCount() > 0) {
            HtmlTable table = new HtmlTable("truth from", "items", "right");
            result.getTruthSourcesList()
                    .forEach(each -> table.row(label(each.getSource()), each.getItems(), each.getRight()));
            body.append(table.html());
        }
    }

    private void cost(String what) {
        if (result.hasCostUsd()) {
            String each = result.hasCostPerCorrectUsd()
                    ? "$" + Money.dollars(result.getCostPerCorrectUsd()) + " a right " + what
                    : "";
            card("Cost", "$" + Money.dollars(result.getCostUsd()), each);
        }
    }

    private void notes() {
        evaluation.notes().forEach(each -> body.append("<p class=\"soft\">%s</p>\n".formatted(escaped(each))));
    }

    private void spans() {
        SpanFigures spans = result.getSpans();
        body.append("<p>%d of %d gold spans are found with their bounds and label.</p>\n"
                .formatted(spans.getRight(), spans.getGold()));
        body.append("<dl class=\"cards\">\n");
        card("Strict F1", spans.getStrictF1());
        card("Macro-F1", spans.getMacroF1());
        card("Half credit for overlap", spans.getPartialF1());
        card("Label ignored", spans.getLabelIgnoredF1());
        if (result.hasRelations()) {
            card("Relations, strict F1", result.getRelations().getStrictF1());
        }
        cost("span");
        body.append("</dl>\n");
        notes();
        table("Spans", Figure.spans(spans));
        labels("F1 by label", "label", spans.getLabelsList());
        if (result.hasRelations()) {
            table("Relations", Figure.relations(result.getRelations()));
            labels("F1 by type of relation", "type", result.getRelations().getTypesList());
        }
    }

    private void table(String title, List<Figure> figures) {
        HtmlTable table = new HtmlTable("figure", "value", "95 % interval");
        figures.forEach(each -> table.row(each.name(), each.value(), each.interval()));
        body.append("<h2>%s</h2>\n".formatted(escaped(title))).append(table.html());
    }

    private void card(String name, Estimate estimate) {
        card(name, figure(estimate.getValue()), interval(estimate));
    }

    private void card(String name, String value, String more) {
        body.append("<div><dt>%s</dt><dd>%s<small>%s</small></dd></div>\n".formatted(name, value, more));
    }

    private void note(int count, String what) {
        if (count > 0) {
            body.append("<p class=\"soft\">%d %s</p>\n".formatted(count, what));
        }
    }

    private void labels(String title, String name, List<LabelFigures> labels) {
        if (labels.isEmpty()) {
            return;
        }
        List<LabelFigures> frequent = labels.stream()
                .sorted(Comparator.comparingInt(LabelFigures::getGold).reversed())
                .limit(BARS)
                .toList();
        body.append("<h2>%s</h2>\n".formatted(title)).append(BarChart.labels(frequent));
        if (labels.size() > BARS) {
            note(BARS, "labels with the most gold items are drawn; the table has all.");
        }
        HtmlTable table = new HtmlTable(name, "precision", "recall", "F1", "gold", "labeled");
        labels.forEach(each -> table.row(
                each.getLabel(),
                each.getPrecision(),
                each.getRecall(),
                each.getF1(),
                each.getGold(),
                each.getLabeled()));
        body.append(table.html());
    }

    private void confusion() {
        body.append("<h2>Confusions</h2>\n<p class=\"soft\">Rows: gold. Columns: the label given, by number.</p>\n");
        body.append(HeatMap.of(result).svg());
        if (result.getLabelsCount() > HeatMap.MOST) {
            note(HeatMap.MOST, "of %d labels are drawn, the most frequent.".formatted(result.getLabelsCount()));
        }
        if (!evaluation.mistakes().isEmpty()) {
            HtmlTable table = new HtmlTable("gold", "label", "items");
            evaluation.mistakes().stream()
                    .limit(MISTAKES)
                    .forEach(each -> table.row(each.getGold(), label(each.getLabel()), each.getCount()));
            body.append("<h2>Most frequent mistakes</h2>\n").append(table.html());
        }
    }

    private void slices() {
        if (result.getSlicesCount() == 0) {
            return;
        }
        List<SliceFigures> drawn = result.getSlicesList().stream().limit(BARS).toList();
        body.append("<h2>Accuracy by slice</h2>\n").append(BarChart.slices(drawn));
        HtmlTable table =
                new HtmlTable("slice", "value", "items", "accuracy", "95 % interval", "macro-F1", "95 % interval");
        result.getSlicesList()
                .forEach(each -> table.row(
                        each.getColumn(),
                        label(each.getValue()),
                        each.getItems(),
                        each.getAccuracy().getValue(),
                        interval(each.getAccuracy()),
                        each.getMacroF1(),
                        interval(Evaluation.macroF1(each))));
        body.append(table.html());
    }

    private void comparison() {
        if (!result.hasComparison()) {
            return;
        }
        table("Compared with " + evaluation.other(), Figure.comparison(result.getComparison(), evaluation.thing()));
        body.append("<p>%s</p>\n".formatted(evaluation.verdict()));
    }
}
