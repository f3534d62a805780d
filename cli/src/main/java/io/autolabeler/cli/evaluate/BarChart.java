package io.autolabeler.cli.evaluate;

import static io.autolabeler.cli.evaluate.Html.escaped;
import static io.autolabeler.cli.evaluate.Html.shortened;

import io.autolabeler.quality.v1.Estimate;
import io.autolabeler.quality.v1.LabelFigures;
import io.autolabeler.quality.v1.SliceFigures;
import java.util.List;
import java.util.Locale;

/** Charts of shares from 0 to 1, a line for each; as wide as a phone, so that no text shrinks there. */
final class BarChart {
    private static final int WIDTH = 320;
    private static final int ROW = 36;
    private static final int TEXT = 13;
    private static final int TRACK = 19;
    private static final int THICK = 8;
    private static final int NAME = 26;
    private final StringBuilder svg = new StringBuilder();
    private int rows;

    private BarChart() {}

    /** F1 of each label, with how many items have it as gold. */
    static String labels(List<LabelFigures> labels) {
        BarChart chart = new BarChart();
        for (LabelFigures label : labels) {
            chart.text(label.getLabel(), "%.3f · %d gold", label.getF1(), label.getGold());
            chart.track();
            chart.rect("bar", label.getF1());
            chart.rows++;
        }
        return chart.svg("F1 of each label");
    }

    /** Accuracy of each slice as a dot in its interval. */
    static String slices(List<SliceFigures> slices) {
        BarChart chart = new BarChart();
        for (SliceFigures slice : slices) {
            String few = slice.getSmall() ? ", few" : "";
            chart.text(
                    slice.getColumn() + " = " + Evaluation.label(slice.getValue()),
                    "%.3f · %d items" + few,
                    slice.getAccuracy().getValue(),
                    slice.getItems());
            chart.track();
            chart.dot(slice.getAccuracy());
            chart.rows++;
        }
        return chart.svg("Accuracy of each slice with its 95 % interval");
    }

    private void text(String name, String figures, double share, int count) {
        svg.append("<g><title>").append(escaped(name)).append("</title>");
        svg.append("<text x=\"0\" y=\"%d\">%s</text></g>".formatted(top() + TEXT, shortened(name, NAME)));
        svg.append("<text class=\"soft\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
                .formatted(WIDTH, top() + TEXT, String.format(Locale.ROOT, figures, share, count)));
    }

    private void track() {
        rect("track", 1);
    }

    private void rect(String kind, double share) {
        svg.append("<rect class=\"%s\" x=\"0\" y=\"%d\" width=\"%s\" height=\"%d\" rx=\"2\"/>"
                .formatted(kind, top() + TRACK, x(share), THICK));
    }

    private void dot(Estimate estimate) {
        int middle = top() + TRACK + THICK / 2;
        if (estimate.hasInterval()) {
            svg.append("<line class=\"span\" x1=\"%s\" x2=\"%s\" y1=\"%d\" y2=\"%d\"/>"
                    .formatted(
                            x(estimate.getInterval().getLower()),
                            x(estimate.getInterval().getUpper()),
                            middle,
                            middle));
        }
        svg.append("<circle class=\"dot\" cx=\"%s\" cy=\"%d\" r=\"5\"/>".formatted(x(estimate.getValue()), middle));
    }

    private int top() {
        return rows * ROW;
    }

    private static String x(double share) {
        return String.format(Locale.ROOT, "%.1f", Math.clamp(share, 0, 1) * WIDTH);
    }

    private String svg(String title) {
        return "<figure><svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%s</svg></figure>%n"
                .formatted(WIDTH, rows * ROW, escaped(title), svg);
    }
}
