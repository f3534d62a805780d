package io.autolabeler.cli.judge;

import io.autolabeler.cli.shell.Table;
import io.autolabeler.quality.v1.Bounds;
import io.autolabeler.quality.v1.CalibrationCandidate;
import io.autolabeler.quality.v1.CalibrationResult;
import io.autolabeler.quality.v1.ReliabilityBin;
import io.autolabeler.quality.v1.ReliabilityFigures;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A calibration map for people. */
final class CalibrationText {
    private static final int WIDTH = 30;
    private static final int MOST_PARAMETERS = 6;

    private CalibrationText() {}

    /**
     * The map, what was compared for it, and its figures.
     *
     * @param test the file that the map was judged on; empty: the one it was fitted on
     */
    static String of(CalibrationResult fit, String test, CalibrationResult judged) {
        return "%s%s%n%s%s%n%s%n%s%s%s"
                .formatted(
                        fit.getMethod(),
                        parameters(fit),
                        fit.getReason(),
                        renormalised(judged),
                        candidates(fit.getCandidatesList()),
                        figures(judged, test.isEmpty() ? "the same rows" : test),
                        diagram("before", judged.getBeforeBinsList()),
                        diagram("after", judged.getAfterBinsList()));
    }

    private static String renormalised(CalibrationResult judged) {
        return judged.getRenormalised() == 0
                ? ""
                : " The probabilities of %,d rows were made to sum to 1.".formatted(judged.getRenormalised());
    }

    private static String parameters(CalibrationResult fit) {
        if (fit.getParametersCount() == 0 || fit.getParametersCount() > MOST_PARAMETERS) {
            return "";
        }
        return new TreeMap<>(fit.getParametersMap())
                .entrySet().stream()
                        .map(each -> String.format(Locale.ROOT, "%s %.4f", each.getKey(), each.getValue()))
                        .collect(Collectors.joining(", ", ": ", ""));
    }

    private static String candidates(List<CalibrationCandidate> candidates) {
        if (candidates.size() < 2) {
            return "";
        }
        Table table = new Table("candidate", "log-loss", "standard error", "parameters");
        candidates.forEach(each -> table.row(
                each.getMethod(), figure(each.getLogLoss()), figure(each.getStandardError()), each.getParameters()));
        return "\n" + table.text();
    }

    private static String figures(CalibrationResult judged, String where) {
        ReliabilityFigures before = judged.getBefore();
        ReliabilityFigures after = judged.getAfter();
        Table table = new Table("on %,d of %s".formatted(judged.getItems(), where), "before", "after")
                .row("ECE (15 bins)", figure(before.getEce()), figure(after.getEce()));
        if (before.hasEceInterval()) {
            table.row("  95 % interval", interval(before.getEceInterval()), interval(after.getEceInterval()));
        }
        return table.row("ECE, equal mass", figure(before.getEceEqualMass()), figure(after.getEceEqualMass()))
                .row("ECE, debiased", figure(before.getEceDebiased()), figure(after.getEceDebiased()))
                .row("largest gap", figure(before.getMce()), figure(after.getMce()))
                .row("largest gap of 10 or more", figure(before.getMceOfTen()), figure(after.getMceOfTen()))
                .row("Brier", figure(before.getBrier()), figure(after.getBrier()))
                .row("log-loss", figure(before.getNll()), figure(after.getNll()))
                .row("accuracy", figure(before.getAccuracy()), figure(after.getAccuracy()))
                .text();
    }

    private static String interval(Bounds bounds) {
        return figure(bounds.getLower()) + " to " + figure(bounds.getUpper());
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    /** One line for each bin: accuracy as a bar, the confidence it should have as a mark. */
    private static String diagram(String side, List<ReliabilityBin> bins) {
        Table table = new Table("confidence " + side, "items", "accuracy", "bar: accuracy, mark: mean confidence");
        if (bins.isEmpty()) {
            return "";
        }
        bins.stream()
                .filter(bin -> bin.getItems() > 0)
                .forEach(bin -> table.row(
                        String.format(Locale.ROOT, "%.2f to %.2f", bin.getLower(), bin.getUpper()),
                        bin.getItems(),
                        figure(bin.getAccuracy().getValue()),
                        bar(bin.getAccuracy().getValue(), bin.getMeanConfidence())));
        return "\n" + table.text();
    }

    private static String bar(double accuracy, double confidence) {
        int filled = (int) Math.round(Math.clamp(accuracy, 0, 1) * WIDTH);
        int mark = Math.clamp(Math.round(confidence * WIDTH), 0, WIDTH - 1);
        StringBuilder bar = new StringBuilder("=".repeat(filled) + " ".repeat(WIDTH - filled));
        bar.setCharAt(mark, '|');
        return bar.toString().stripTrailing();
    }
}
