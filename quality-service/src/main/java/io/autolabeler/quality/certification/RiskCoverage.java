package io.autolabeler.quality.certification;

import java.util.ArrayList;
import java.util.List;

/**
 * What accepting only the surest items would give, for every threshold.
 *
 * <p>Source: Y. Geifman and R. El-Yaniv, "Selective Classification for Deep Neural Networks", NeurIPS 2017; Y. Geifman,
 * G. Uziel, R. El-Yaniv, "Bias-Reduced Uncertainty Estimation for Deep Neural Classifiers", ICLR 2019, for the excess.
 *
 * @param points one for each different score, strictest first
 * @param aurc mean risk over the surest 1, 2, ... items, in [0, 1]; tied items count as if in any order; 0 for none
 * @param ideal the same of the order that has all wrong items last
 */
public record RiskCoverage(List<Point> points, double aurc, double ideal) {
    /** A threshold, the share of items that reach it, and the share of wrong ones among them. */
    public record Point(double threshold, double coverage, double risk, int accepted, int errors) {}

    public RiskCoverage {
        points = List.copyOf(points);
    }

    /** The curve of these items. */
    public static RiskCoverage of(ValidationSet items) {
        List<Point> points = new ArrayList<>();
        double sum = 0;
        int n = items.size();
        for (int from = 0; from < n; ) {
            double score = items.score(from);
            int to = items.accepted(score);
            double before = items.errorsBefore(from);
            double tied = (items.errorsBefore(to) - before) / (to - from);
            for (int k = from; k < to; k++) {
                sum += (before + tied * (k + 1 - from)) / (k + 1);
            }
            int errors = items.errorsBefore(to);
            points.add(new Point(score, (double) to / n, (double) errors / to, to, errors));
            from = to;
        }
        return new RiskCoverage(points, sum / Math.max(1, n), ideal(n, items.errors()));
    }

    /** How much of the area is the ranking's fault: 0 for a perfect one. */
    public double excess() {
        return aurc - ideal;
    }

    private static double ideal(int items, int errors) {
        double sum = 0;
        for (int k = items - errors + 1; k <= items; k++) {
            sum += (double) (k - items + errors) / k;
        }
        return sum / Math.max(1, items);
    }
}
