package io.autolabeler.quality.calibration;

import java.util.List;
import java.util.Optional;

/**
 * What a model thought of an item whose true label is known.
 *
 * @param shares its probabilities, at least two
 * @param top index of the label it chose
 * @param truth index of the true label
 * @param label the name of the label it chose; empty where it is not known
 */
public record Observation(double[] shares, int top, int truth, String label) {
    public Observation {
        if (!isIndex(top, shares) || !isIndex(truth, shares)) {
            throw new IllegalArgumentException("top and truth must be indexes into the " + shares.length
                    + " shares, got " + top + " and " + truth);
        }
    }

    /** Of a label whose name does not matter. */
    public Observation(double[] shares, int top, int truth) {
        this(shares, top, truth, "");
    }

    /** True if the chosen label is the true one. */
    public boolean correct() {
        return top == truth;
    }

    /**
     * The observation behind raw scores; empty when no confidence can be read from them. A truth that has no score of its
     * own makes it the chosen label against all others.
     *
     * @param labels of the scores, in their order
     */
    public static Optional<Observation> of(List<String> labels, double[] scores, String truth) {
        Distribution distribution = Distribution.of(scores);
        if (!distribution.trusted()) {
            return Optional.empty();
        }
        String chosen = labels.get(distribution.top());
        int index = labels.indexOf(truth);
        if (index >= 0 && index < distribution.shares().length) {
            return Optional.of(new Observation(distribution.shares(), distribution.top(), index, chosen));
        }
        double confidence = distribution.confidence();
        return Optional.of(new Observation(new double[] {confidence, 1 - confidence}, 0, 1, chosen));
    }

    private static boolean isIndex(int index, double[] shares) {
        return index >= 0 && index < shares.length;
    }
}
