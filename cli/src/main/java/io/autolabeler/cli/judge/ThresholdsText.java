package io.autolabeler.cli.judge;

import io.autolabeler.cli.shell.Table;
import io.autolabeler.quality.v1.RiskCoveragePoint;
import io.autolabeler.quality.v1.RoutingResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Thresholds for people: the promise, who gets what, and what more coverage would cost. */
final class ThresholdsText {
    private static final int POINTS = 12;
    private static final int WIDTH = 30;

    private ThresholdsText() {}

    static String of(RoutingResult result) {
        StringBuilder text = new StringBuilder(result.getGuarantee()).append("\n\n");
        Table routes = new Table("route", "confidence", "share of items");
        routes.row(
                "AUTO_ACCEPT",
                at(result.hasAutoAcceptThreshold(), result.getAutoAcceptThreshold()),
                share(result.getAutoShare()));
        routes.row(
                "HUMAN_REVIEW",
                at(result.hasHumanReviewThreshold(), result.getHumanReviewThreshold()),
                share(result.getHumanShare()));
        routes.row("EXPERT_REVIEW", "the rest", share(result.getExpertShare()));
        text.append(routes.text());
        text.append(String.format(
                Locale.ROOT,
                "%n%d items, %d of them wrong; mean cost %.4f USD an item; AURC %.4f, %.4f above the best order's%n%n",
                result.getItems(),
                result.getErrors(),
                result.getMeanCost(),
                result.getAurc(),
                result.getExcessAurc()));
        return text.append(curve(result.getCurveList())).toString();
    }

    private static String at(boolean known, double threshold) {
        return known ? String.format(Locale.ROOT, ">= %.4f", threshold) : "none";
    }

    private static String share(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String curve(List<RiskCoveragePoint> points) {
        if (points.isEmpty()) {
            return "";
        }
        double highest =
                points.stream().mapToDouble(RiskCoveragePoint::getRisk).max().orElse(0);
        Table table = new Table("threshold", "coverage", "risk", "accepted", "errors", "risk as a bar");
        for (RiskCoveragePoint point : chosen(points)) {
            int bar = highest == 0 ? 0 : (int) Math.round(point.getRisk() / highest * WIDTH);
            table.row(
                    String.format(Locale.ROOT, "%.4f", point.getThreshold()),
                    share(point.getCoverage()),
                    share(point.getRisk()),
                    point.getAccepted(),
                    point.getErrors(),
                    "=".repeat(bar));
        }
        return table.text();
    }

    /** The first, the last, and others evenly between them. */
    private static List<RiskCoveragePoint> chosen(List<RiskCoveragePoint> points) {
        if (points.size() <= POINTS) {
            return points;
        }
        List<RiskCoveragePoint> chosen = new ArrayList<>();
        for (int i = 0; i < POINTS; i++) {
            chosen.add(points.get(i * (points.size() - 1) / (POINTS - 1)));
        }
        return chosen;
    }
}
