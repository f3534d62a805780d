package io.autolabeler.quality.calibration;

import io.autolabeler.quality.calibration.LogisticRegression.Problem;
import java.util.Arrays;

/**
 * A logistic curve over the chosen label's confidence: {@code 1 / (1 + exp(a s + b))}, where {@code s} is the confidence
 * or its logit.
 *
 * <p>Source: J. Platt, "Probabilistic Outputs for Support Vector Machines", Advances in Large Margin Classifiers, 1999,
 * with his regularised targets; H.-T. Lin, C.-J. Lin, R. C. Weng, "A Note on Platt's Probabilistic Outputs", Machine
 * Learning 68, 2007, for the numerics. The sign is Platt's: {@code a} is negative for a confidence that says something.
 *
 * @param a at most 0
 */
public record PlattScaling(double a, double b, Input input) implements TopLabelMap {
    static final String METHOD = "platt";
    static final String METHOD_RAW = "platt_raw";

    /** What the curve runs over. */
    public enum Input {
        LOGIT,
        RAW;

        double of(double confidence) {
            return this == LOGIT ? Top.logit(confidence) : confidence;
        }
    }

    public PlattScaling {
        if (!(a <= 0) || !Double.isFinite(a) || !Double.isFinite(b)) {
            throw new IllegalArgumentException("a must be at most 0, and a and b finite, got " + a + " and " + b);
        }
    }

    /** The curve; the mere share of right items where there is none: one outcome, one confidence, a falling curve. */
    public static TopLabelMap fit(double[] confidence, boolean[] correct, Input input) {
        int right = Outcomes.count(correct);
        int wrong = correct.length - right;
        if (right == 0 || wrong == 0) {
            return ConstantMap.of(correct, ConstantMap.Reason.ONE_OUTCOME);
        }
        double[] targets = new double[correct.length];
        double[][] columns = new double[2][correct.length];
        Arrays.fill(columns[1], 1);
        for (int i = 0; i < targets.length; i++) {
            targets[i] = correct[i] ? (right + 1.0) / (right + 2.0) : 1 / (wrong + 2.0);
            columns[0][i] = input.of(confidence[i]);
        }
        if (Outcomes.allEqual(columns[0])) {
            return ConstantMap.of(correct, ConstantMap.Reason.ONE_CONFIDENCE);
        }
        double[] first = {0, Math.log((right + 1.0) / (wrong + 1.0))};
        double[] weights = LogisticRegression.fit(new Problem(columns, targets, new double[2]), first)
                .weights();
        return weights[0] < 0
                ? ConstantMap.of(correct, ConstantMap.Reason.MISLEADING)
                : new PlattScaling(-weights[0], -weights[1], input);
    }

    @Override
    public double confidence(double confidence) {
        return Top.sigmoid(-(a * input.of(confidence) + b));
    }

    @Override
    public StoredMap stored() {
        return StoredMap.of(input == Input.LOGIT ? METHOD : METHOD_RAW, a, b);
    }

    @Override
    public int parameters() {
        return 2;
    }
}
