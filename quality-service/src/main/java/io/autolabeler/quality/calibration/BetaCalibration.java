package io.autolabeler.quality.calibration;

import io.autolabeler.quality.calibration.LogisticRegression.Problem;
import java.util.Arrays;

/**
 * A curve over the chosen label's confidence that can bend either end: {@code sigmoid(alpha ln c - beta ln(1 - c) +
 * gamma)}. Contains the identity (1, 1, 0).
 *
 * <p>Source: M. Kull, T. M. Silva Filho, P. Flach, "Beta Calibration", AISTATS 2017, section 3. Deviation: where both
 * slopes would be negative, the share of right items is taken, and separated outcomes are fitted again with a small
 * penalty instead of running away.
 *
 * @param alpha at least 0
 * @param beta at least 0
 * @param separated a confidence divides right from wrong items completely, so the curve's steepness is the penalty's
 */
public record BetaCalibration(double alpha, double beta, double gamma, boolean separated) implements TopLabelMap {
    static final String METHOD = "beta";

    private static final double PENALTY = 1e-6;
    private static final double CERTAIN = 1e-6;
    private static final double RUN_AWAY = 1e4;

    public BetaCalibration {
        if (!(alpha >= 0 && beta >= 0) || !Double.isFinite(alpha + beta + gamma)) {
            throw new IllegalArgumentException(
                    "alpha and beta must be at least 0, and all finite, got " + alpha + ", " + beta + " and " + gamma);
        }
    }

    /** The curve; the mere share of right items where there is none: one outcome, one confidence, a falling curve. */
    public static TopLabelMap fit(double[] confidence, boolean[] correct) {
        int right = Outcomes.count(correct);
        if (right == 0 || right == correct.length) {
            return ConstantMap.of(correct, ConstantMap.Reason.ONE_OUTCOME);
        }
        if (Outcomes.allEqual(confidence)) {
            return ConstantMap.of(correct, ConstantMap.Reason.ONE_CONFIDENCE);
        }
        int n = confidence.length;
        double[] low = new double[n];
        double[] high = new double[n];
        double[] ones = new double[n];
        double[] targets = new double[n];
        Arrays.fill(ones, 1);
        for (int i = 0; i < n; i++) {
            double clipped = Top.clipped(confidence[i]);
            low[i] = Math.log(clipped);
            high[i] = -Math.log(1 - clipped);
            targets[i] = correct[i] ? 1 : 0;
        }
        Curve curve = Curve.of(targets, low, high, ones);
        if (curve.weights[0] < 0) {
            Curve one = Curve.of(targets, high, ones);
            return of(0, one.weights[0], one, correct);
        }
        if (curve.weights[1] < 0) {
            Curve one = Curve.of(targets, low, ones);
            return of(one.weights[0], 0, one, correct);
        }
        return of(curve.weights[0], curve.weights[1], curve, correct);
    }

    private static TopLabelMap of(double alpha, double beta, Curve curve, boolean[] correct) {
        return alpha < 0 || beta < 0
                ? ConstantMap.of(correct, ConstantMap.Reason.MISLEADING)
                : new BetaCalibration(alpha, beta, curve.weights[curve.weights.length - 1], curve.separated);
    }

    private record Curve(double[] weights, boolean separated) {
        static Curve of(double[] targets, double[]... columns) {
            double[] zeros = new double[columns.length];
            LogisticRegression free = LogisticRegression.fit(new Problem(columns, targets, zeros), zeros);
            if (!ranAway(free, targets.length)) {
                return new Curve(free.weights(), false);
            }
            double[] ridge = new double[columns.length];
            Arrays.fill(ridge, PENALTY);
            return new Curve(
                    LogisticRegression.fit(new Problem(columns, targets, ridge), zeros)
                            .weights(),
                    true);
        }

        /** Every item is as good as certain, or a weight has no end. */
        private static boolean ranAway(LogisticRegression fit, int items) {
            return fit.loss() <= CERTAIN * items
                    || Arrays.stream(fit.weights()).anyMatch(weight -> !(Math.abs(weight) <= RUN_AWAY));
        }
    }

    @Override
    public double confidence(double confidence) {
        double clipped = Top.clipped(confidence);
        return Top.sigmoid(alpha * Math.log(clipped) - beta * Math.log(1 - clipped) + gamma);
    }

    @Override
    public StoredMap stored() {
        return StoredMap.of(METHOD, alpha, beta, gamma, separated ? 1 : 0);
    }

    @Override
    public int parameters() {
        return 3;
    }
}
