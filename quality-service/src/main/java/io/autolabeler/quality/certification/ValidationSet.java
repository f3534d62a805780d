package io.autolabeler.quality.certification;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Items with a known truth, drawn at random from the stream that is to be routed: how sure the model was, and whether its
 * label was wrong. Immutable; what is asked of it does not depend on the order in which the items came.
 */
public final class ValidationSet {
    private final double[] scores;
    private final int[] errors;
    private final double[] mass;
    private final double[] squares;
    private final double[] wrongMass;
    private final boolean weighted;

    private ValidationSet(double[] scores, boolean[] wrong, double[] weights, boolean weighted) {
        int n = scores.length;
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        this.scores = new double[n];
        this.errors = new int[n + 1];
        this.mass = new double[n + 1];
        this.squares = new double[n + 1];
        this.wrongMass = new double[n + 1];
        this.weighted = weighted;
        for (int i = 0; i < n; i++) {
            int item = order[i];
            double weight = weights[item];
            this.scores[i] = scores[item];
            errors[i + 1] = errors[i] + (wrong[item] ? 1 : 0);
            mass[i + 1] = mass[i] + weight;
            squares[i + 1] = squares[i] + weight * weight;
            wrongMass[i + 1] = wrongMass[i] + (wrong[item] ? weight : 0);
        }
    }

    /**
     * Of items that were drawn with equal chances.
     *
     * @param scores {@code [items]}, any numbers that rank; higher is surer
     * @param wrong {@code [items]}
     */
    public static ValidationSet of(double[] scores, boolean[] wrong) {
        require(scores, wrong.length);
        double[] ones = new double[scores.length];
        Arrays.fill(ones, 1);
        return new ValidationSet(scores, wrong, ones, false);
    }

    /**
     * Of items that were drawn with unequal chances.
     *
     * @param weights {@code [items]} above 0: one over the chance of each item
     */
    public static ValidationSet weighted(double[] scores, boolean[] wrong, double[] weights) {
        require(scores, wrong.length);
        require(weights, wrong.length);
        for (double weight : weights) {
            if (!(weight > 0) || Double.isInfinite(weight)) {
                throw new IllegalArgumentException("weights must be above 0 and finite, got " + weight);
            }
        }
        return new ValidationSet(scores, wrong, weights, true);
    }

    private static void require(double[] numbers, int items) {
        if (numbers.length != items) {
            throw new IllegalArgumentException(
                    "scores, weights and outcomes must be as many, got " + numbers.length + " and " + items);
        }
        for (double each : numbers) {
            if (Double.isNaN(each)) {
                throw new IllegalArgumentException("scores must be numbers, got NaN; send such items to a person");
            }
        }
    }

    public int size() {
        return scores.length;
    }

    public int errors() {
        return errors[scores.length];
    }

    /** The score of the item at a rank, 0 for the surest. */
    double score(int rank) {
        return scores[rank];
    }

    /** Errors among the surest items up to a rank, not including it. */
    int errorsBefore(int rank) {
        return errors[rank];
    }

    /** How many items reach a threshold; items of one score are accepted together or not at all. */
    public int accepted(double threshold) {
        int low = 0;
        int high = scores.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (scores[middle] >= threshold) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Share of the stream that reaches a threshold, in [0, 1]; 0 for no items. */
    public double coverage(double threshold) {
        int n = scores.length;
        return n == 0 ? 0 : mass[accepted(threshold)] / mass[n];
    }

    /** The items that reach a threshold; of weighted ones, as many of equal weight as say as much. */
    public AcceptedSet at(double threshold) {
        int n = accepted(threshold);
        if (!weighted || n == 0) {
            return new AcceptedSet(threshold, n, n == 0 ? 0 : errors[n], false);
        }
        double effective = mass[n] * mass[n] / squares[n];
        return new AcceptedSet(threshold, effective, effective * wrongMass[n] / mass[n], true);
    }
}
