package io.autolabeler.quality.calibration;

import java.util.Arrays;

/** Newton's method on the inverse temperature; the log-loss is convex in it. Rows lie one after the other. */
final class TemperatureFit {
    private static final double LEAST_INVERSE = 0.02;
    private static final double MOST_INVERSE = 50;
    private static final double TOLERANCE = 1e-10;
    private static final int MOST_STEPS = 100;
    private static final int MANY = 20_000;
    private static final int FIRST = 4_000;

    private final double[] logits;
    private final int[] start;
    private final int[] truth;

    /**
     * Takes {@code items} rows.
     *
     * @param logits of all rows; the largest of each row is 0
     * @param start {@code [items + 1]}: where each row starts
     * @param truth {@code [items]}: index of the true label within its row
     */
    TemperatureFit(double[] logits, int[] start, int[] truth) {
        this.logits = logits;
        this.start = start;
        this.truth = truth;
    }

    /** Mean log-loss at an inverse temperature, with its first two derivatives. */
    private record Point(double inverse, double loss, double slope, double curvature) {}

    /** The temperature in [0.02, 50] with the least log-loss; 1 for no items or logits that are all equal. */
    double temperature() {
        return 1 / inverse();
    }

    /** Many rows start from the optimum of the first ones, which saves most of the passes over all. */
    private double inverse() {
        Point at = at(truth.length > MANY ? head(FIRST).inverse() : 1);
        for (int step = 0; step < MOST_STEPS && at.curvature > 0; step++) {
            Point next = descend(at);
            double moved = Math.abs(next.inverse - at.inverse);
            at = next;
            if (moved < TOLERANCE) {
                break;
            }
        }
        return at.inverse;
    }

    private TemperatureFit head(int items) {
        return new TemperatureFit(logits, start, Arrays.copyOf(truth, items));
    }

    private Point descend(Point from) {
        Point next = at(Math.clamp(from.inverse - from.slope / from.curvature, LEAST_INVERSE, MOST_INVERSE));
        while (next.loss > from.loss && Math.abs(next.inverse - from.inverse) >= TOLERANCE) {
            next = at(from.inverse + (next.inverse - from.inverse) / 2);
        }
        return next;
    }

    /** How the mean log-loss grows with the inverse of a temperature. */
    double slope(double temperature) {
        return at(1 / temperature).slope;
    }

    /** The mean log-loss at a temperature; 0 for no items. */
    double logLoss(double temperature) {
        return at(1 / temperature).loss;
    }

    private Point at(double inverse) {
        double loss = 0;
        double slope = 0;
        double curvature = 0;
        for (int i = 0; i < truth.length; i++) {
            double total = 0;
            double first = 0;
            double second = 0;
            for (int k = start[i]; k < start[i + 1]; k++) {
                double z = logits[k];
                double weight = z == 0 ? 1 : Math.exp(inverse * z);
                total += weight;
                first += weight * z;
                second += weight * z * z;
            }
            double mean = first / total;
            double own = logits[start[i] + truth[i]];
            loss += Math.log(total) - inverse * own;
            slope += mean - own;
            curvature += Math.max(0, second / total - mean * mean);
        }
        double items = Math.max(1, truth.length);
        return new Point(inverse, loss / items, slope / items, curvature / items);
    }
}
