package io.autolabeler.cli.judge;

import io.autolabeler.cli.shell.Table;
import io.autolabeler.quality.v1.ConformalFigures;
import io.autolabeler.quality.v1.RiskCoveragePoint;
import io.autolabeler.quality.v1.RoutingResult;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Thresholds for people: the promise, who gets what, and what more coverage would cost. */
final class ThresholdsText {
    private static final int POINTS = 12;
    private static final int WIDTH = 30;

    private ThresholdsText() {}

    static String of(RoutingResult result) {
        return result.getGuarantee() + "\n\n" + routes(result) + "\n" + sums(result) + notes(result) + "\n"
                + curve(result.getCurveList());
    }

    private static String notes(RoutingResult result) {
        return result.getNotesList().stream().map(each -> each + "\n").collect(Collectors.joining());
    }

    private static String routes(RoutingResult result) {
        return new Table("route", "confidence", "share of items")
                .row(
                        "AUTO_ACCEPT",
                        at(result.hasAutoAcceptThreshold(), result.getAutoAcceptThreshold()),
                        share(result.getAutoShare()))
                .row(
                        "HUMAN_REVIEW",
                        at(result.hasHumanReviewThreshold(), result.getHumanReviewThreshold()),
                        share(result.getHumanShare()))
                .row("EXPERT_REVIEW", "the rest", share(result.getExpertShare()))
                .text();
    }

    private static String sums(RoutingResult result) {
        return "%d items, %d of them wrong%n".formatted(result.getItems(), result.getErrors())
                + (result.hasAutoAcceptThreshold() ? accepted(result) : "")
                + String.format(
                        Locale.ROOT,
                        "mean cost $%.4f an item; area under the curve %.4f, %.4f above the best order's%n",
                        result.getMeanCost(),
                        result.getAurc(),
                        result.getExcessAurc())
                + (result.hasConformal() ? lists(result.getConformal()) : "");
    }

    private static String accepted(RoutingResult result) {
        String bound = result.hasRiskUpperBound()
                ? "; for this threshold alone, had it been fixed before, %s at most"
                        .formatted(share(result.getRiskUpperBound()))
                : "";
        return "%d would have been accepted, %d of them wrong%s%n"
                .formatted(result.getAccepted(), result.getAcceptedErrors(), bound);
    }

    private static String lists(ConformalFigures sets) {
        return String.format(
                Locale.ROOT,
                "lists of %.2f labels on average miss the true one for at most %s%n",
                sets.getMeanSize(),
                share(sets.getMiss()));
    }

    private static String at(boolean known, double threshold) {
        return known ? ">= " + exact(threshold) : "none";
    }

    /** Four decimals where they say it all, else the number as it is: a rounded threshold would accept other items. */
    private static String exact(double threshold) {
        String rounded = String.format(Locale.ROOT, "%.4f", threshold);
        return Double.parseDouble(rounded) == threshold ? rounded : Double.toString(threshold);
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
                    exact(point.getThreshold()),
                    share(point.getCoverage()),
                    share(point.getRisk()),
                    point.getAccepted(),
                    point.getErrors(),
                    "=".repeat(bar));
        }
        return table.text();
    }

    /** The first, the last, and those nearest to even steps of coverage between them. */
    private static List<RiskCoveragePoint> chosen(List<RiskCoveragePoint> points) {
        if (points.size() <= POINTS) {
            return points;
        }
        double first = points.getFirst().getCoverage();
        double step = (points.getLast().getCoverage() - first) / (POINTS - 1);
        TreeSet<Integer> chosen = new TreeSet<>(List.of(0, points.size() - 1));
        for (int i = 1; i < POINTS - 1; i++) {
            chosen.add(nearest(points, first + i * step));
        }
        return chosen.stream().map(points::get).toList();
    }

    private static int nearest(List<RiskCoveragePoint> points, double coverage) {
        int best = 0;
        for (int i = 1; i < points.size(); i++) {
            double here = Math.abs(points.get(i).getCoverage() - coverage);
            best = here < Math.abs(points.get(best).getCoverage() - coverage) ? i : best;
        }
        return best;
    }
}
