package io.autolabeler.quality.calibration;

import io.autolabeler.quality.numeric.Vectors;

/**
 * Logistic regression on a few columns by Newton's method; targets may lie between 0 and 1.
 *
 * @param weights {@code [columns]}
 * @param loss sum of the items' log-losses, without the penalty
 * @param converged nothing more was to be gained before the steps ran out
 */
public record LogisticRegression(double[] weights, double loss, boolean converged) {
    private static final int MOST_STEPS = 100;
    private static final int MOST_HALVINGS = 40;
    private static final double LEAST_GAIN = 1e-13;

    /**
     * What is minimised: {@code sum(softplus(m) - t m) + sum(ridge_c w_c^2) / 2}, where {@code m} is an item's weighted
     * sum.
     *
     * @param columns {@code [columns][items]}; an intercept is a column of ones
     * @param targets {@code [items]} in [0, 1], at least one
     * @param ridge {@code [columns]}: the penalty of each weight, 0 for none
     */
    public record Problem(double[][] columns, double[] targets, double[] ridge) {
        public Problem {
            if (targets.length == 0 || ridge.length != columns.length) {
                throw new IllegalArgumentException("targets must not be empty, and ridge as many as the columns, got "
                        + targets.length + " targets, " + ridge.length + " and " + columns.length);
            }
        }
    }

    /** The best weights, searched from the given ones. O(steps x items x columns^2), a handful of steps. */
    public static LogisticRegression fit(Problem problem, double[] first) {
        Point at = Point.of(problem, first);
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] newton = Cholesky.solve(at.curvature, at.slope);
            if (Vectors.dot(newton, at.slope) <= LEAST_GAIN * (1 + at.objective)) {
                return new LogisticRegression(at.moved(newton, 1), at.loss, true);
            }
            Point next = descend(at, newton, problem);
            if (!(next.objective < at.objective)) {
                return new LogisticRegression(at.weights, at.loss, true);
            }
            at = next;
        }
        return new LogisticRegression(at.weights, at.loss, false);
    }

    private static Point descend(Point from, double[] newton, Problem problem) {
        double share = 1;
        Point next = Point.of(problem, from.moved(newton, share));
        for (int halving = 0; halving < MOST_HALVINGS && !(next.objective <= from.objective); halving++) {
            share /= 2;
            next = Point.of(problem, from.moved(newton, share));
        }
        return next;
    }

    /** The probability for one item's columns, above 0 and below 1. */
    public double probability(double... row) {
        return Top.sigmoid(Vectors.dot(weights, row));
    }

    /** The objective at some weights with its first two derivatives; of the second, the lower triangle. */
    private record Point(double[] weights, double loss, double objective, double[] slope, double[][] curvature) {
        static Point of(Problem problem, double[] weights) {
            int d = weights.length;
            double[] slope = new double[d];
            double[][] curvature = new double[d][d];
            double loss = sums(problem, weights, slope, curvature);
            double penalty = 0;
            for (int c = 0; c < d; c++) {
                double ridge = problem.ridge[c];
                penalty += ridge * weights[c] * weights[c] / 2;
                slope[c] += ridge * weights[c];
                curvature[c][c] += ridge;
            }
            return new Point(weights, loss, loss + penalty, slope, curvature);
        }

        /** Adds up over the items; returns the loss. */
        private static double sums(Problem problem, double[] weights, double[] slope, double[][] curvature) {
            int d = weights.length;
            double[][] columns = problem.columns;
            double[] row = new double[d];
            double loss = 0;
            for (int i = 0; i < problem.targets.length; i++) {
                double margin = 0;
                for (int c = 0; c < d; c++) {
                    row[c] = columns[c][i];
                    margin += weights[c] * row[c];
                }
                double target = problem.targets[i];
                double small = Math.exp(-Math.abs(margin));
                double p = (margin >= 0 ? 1 : small) / (1 + small);
                loss += Math.max(margin, 0) + Math.log1p(small) - target * margin;
                for (int c = 0; c < d; c++) {
                    slope[c] += (p - target) * row[c];
                    double scaled = p * (1 - p) * row[c];
                    for (int e = 0; e <= c; e++) {
                        curvature[c][e] += scaled * row[e];
                    }
                }
            }
            return loss;
        }

        double[] moved(double[] newton, double share) {
            double[] moved = weights.clone();
            for (int c = 0; c < moved.length; c++) {
                moved[c] -= share * newton[c];
            }
            return moved;
        }
    }
}
