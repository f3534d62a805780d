package io.autolabeler.cli.evaluate;

import static io.autolabeler.cli.evaluate.Html.escaped;
import static io.autolabeler.cli.evaluate.Html.shortened;

import io.autolabeler.quality.v1.ConfusionCell;
import io.autolabeler.quality.v1.EvaluationResult;
import io.autolabeler.quality.v1.LabelFigures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What each gold label was labeled as: rows are gold labels, columns the labels given, the shade is the share of the row.
 *
 * @param labels those that are shown, the most frequent first; an empty one stands for no label
 * @param counts items by gold label and label
 * @param gold items by gold label
 */
record HeatMap(List<String> labels, Map<List<String>, Integer> counts, Map<String, Integer> gold) {
    static final int MOST = 12;
    private static final int CELL = 44;
    private static final int ROW = 30;
    private static final int NAMES = 130;
    private static final int NAME = 17;
    private static final int TEXT = 20;
    private static final double DARK = 0.68;

    static HeatMap of(EvaluationResult result) {
        Map<List<String>, Integer> counts = new HashMap<>();
        result.getConfusionList()
                .forEach(cell -> counts.merge(List.of(cell.getGold(), cell.getLabel()), cell.getCount(), Integer::sum));
        Map<String, Integer> gold = new HashMap<>();
        result.getConfusionList().forEach(cell -> gold.merge(cell.getGold(), cell.getCount(), Integer::sum));
        List<String> labels = new ArrayList<>(result.getLabelsList().stream()
                .sorted(Comparator.comparingInt((LabelFigures each) -> each.getGold() + each.getLabeled())
                        .reversed())
                .limit(MOST)
                .map(LabelFigures::getLabel)
                .toList());
        if (result.getConfusionList().stream().map(ConfusionCell::getLabel).anyMatch(String::isEmpty)) {
            labels.add("");
        }
        return new HeatMap(labels, counts, gold);
    }

    /** Of its own width: it is scrolled where it does not fit. */
    String svg() {
        int width = NAMES + labels.size() * CELL;
        List<String> rows = labels.stream().filter(label -> !label.isEmpty()).toList();
        int height = (rows.size() + 1) * ROW;
        StringBuilder svg = new StringBuilder();
        for (int column = 0; column < labels.size(); column++) {
            svg.append(text(NAMES + column * CELL + CELL / 2, TEXT, "middle", columnName(column)));
        }
        for (int row = 0; row < rows.size(); row++) {
            row(svg, row, rows.get(row));
        }
        return "<div class=\"scroll\"><svg width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s\">%s</svg></div>%n"
                .formatted(width, height, "Confusions: rows are gold labels, columns the labels given", svg);
    }

    private String columnName(int column) {
        return labels.get(column).isEmpty() ? "none" : Integer.toString(column + 1);
    }

    private void row(StringBuilder svg, int row, String truth) {
        int top = (row + 1) * ROW;
        svg.append("<g><title>").append(escaped(truth)).append("</title>");
        svg.append(text(0, top + TEXT, "start", (row + 1) + " " + shortened(truth, NAME)));
        svg.append("</g>");
        for (int column = 0; column < labels.size(); column++) {
            cell(svg, NAMES + column * CELL, top, List.of(truth, labels.get(column)));
        }
    }

    private void cell(StringBuilder svg, int left, int top, List<String> pair) {
        int count = counts.getOrDefault(pair, 0);
        double share = (double) count / Math.max(1, gold.getOrDefault(pair.getFirst(), 0));
        svg.append("<g><title>%s labeled %s: %d</title>"
                .formatted(escaped(pair.getFirst()), escaped(Evaluation.label(pair.getLast())), count));
        svg.append("<rect class=\"heat\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill-opacity=\"%s\"/>"
                .formatted(left, top, CELL, ROW, String.format(Locale.ROOT, "%.2f", share)));
        svg.append(
                "<rect class=\"frame\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>".formatted(left, top, CELL, ROW));
        if (count > 0) {
            String style = share > DARK ? " class=\"on-heat\"" : "";
            svg.append("<text%s x=\"%d\" y=\"%d\" text-anchor=\"middle\">%d</text>"
                    .formatted(style, left + CELL / 2, top + TEXT, count));
        }
        svg.append("</g>");
    }

    /** Its content is escaped already. */
    private static String text(int x, int y, String anchor, String content) {
        return "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>".formatted(x, y, anchor, content);
    }
}
