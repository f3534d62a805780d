package io.autolabeler.quality.calibration;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How sure a model was of each of its labels, and whether it was right.
 *
 * @param confidence {@code [items]} in [0, 1]
 * @param correct {@code [items]}
 * @param weights {@code [items]} above 0: for items that were not drawn with equal chances, one over the chance
 */
public record Outcomes(double[] confidence, boolean[] correct, double[] weights) {
    public Outcomes {
        if (confidence.length != correct.length || weights.length != correct.length) {
            throw new IllegalArgumentException("confidence, correct and weights must be as many, got "
                    + confidence.length + ", " + correct.length + " and " + weights.length);
        }
        for (int i = 0; i < confidence.length; i++) {
            if (!(confidence[i] >= 0 && confidence[i] <= 1)) {
                throw new IllegalArgumentException("confidence must be in [0, 1], got " + confidence[i]);
            }
            if (!(weights[i] > 0) || Double.isInfinite(weights[i])) {
                throw new IllegalArgumentException("weights must be above 0 and finite, got " + weights[i]);
            }
        }
    }

    /** Of items that all weigh the same. */
    public static Outcomes of(double[] confidence, boolean[] correct) {
        double[] ones = new double[confidence.length];
        Arrays.fill(ones, 1);
        return new Outcomes(confidence, correct, ones);
    }

    public int size() {
        return confidence.length;
    }

    /** 1 for a right label, 0 for a wrong one. */
    double hit(int item) {
        return correct[item] ? 1 : 0;
    }

    /** Sum of the weights. */
    double mass() {
        return Arrays.stream(weights).sum();
    }

    /** How many items of equal weight would say as much; 0 for none. */
    public double effectiveSize() {
        double squares = 0;
        for (double weight : weights) {
            squares += weight * weight;
        }
        double mass = mass();
        return squares == 0 ? 0 : mass * mass / squares;
    }

    /** The items at these positions; a position may be named several times. */
    Outcomes pick(int[] items) {
        double[] picked = new double[items.length];
        boolean[] outcomes = new boolean[items.length];
        double[] mass = new double[items.length];
        for (int i = 0; i < items.length; i++) {
            picked[i] = confidence[items[i]];
            outcomes[i] = correct[items[i]];
            mass[i] = weights[items[i]];
        }
        return new Outcomes(picked, outcomes, mass);
    }

    /** Positions by rising confidence, the earlier of equal ones first. */
    int[] order() {
        return IntStream.range(0, size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> confidence[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    static int count(boolean[] outcomes) {
        int count = 0;
        for (boolean each : outcomes) {
            count += each ? 1 : 0;
        }
        return count;
    }

    static boolean allEqual(double[] values) {
        for (double each : values) {
            if (each != values[0]) {
                return false;
            }
        }
        return true;
    }
}
