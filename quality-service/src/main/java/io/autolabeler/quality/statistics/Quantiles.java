package io.autolabeler.quality.statistics;

import java.util.Arrays;

/**
 * Quantiles of a sample, interpolated linearly between order statistics.
 *
 * <p>Source: R. J. Hyndman and Y. Fan, "Sample Quantiles in Statistical Packages", The American Statistician 50, 1996,
 * type 7.
 */
public final class Quantiles {
    private final double[] sorted;

    private Quantiles(double[] sorted) {
        this.sorted = sorted;
    }

    /** Of at least one value, none of them NaN; the array stays as it is. */
    public static Quantiles of(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("values must not be empty");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        if (Double.isNaN(sorted[sorted.length - 1])) {
            throw new IllegalArgumentException("values must be numbers, got NaN");
        }
        return new Quantiles(sorted);
    }

    /** The value below which a share {@code p} in [0, 1] of the sample lies. */
    public double at(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("p must be in [0, 1], got " + p);
        }
        double position = p * (sorted.length - 1);
        int below = (int) position;
        if (below >= sorted.length - 1) {
            return sorted[sorted.length - 1];
        }
        return sorted[below] + (position - below) * (sorted[below + 1] - sorted[below]);
    }

    /** The middle 95 %. */
    public Interval middle95() {
        return new Interval(at(0.025), at(0.975));
    }
}
