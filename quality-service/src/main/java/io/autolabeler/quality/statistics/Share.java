package io.autolabeler.quality.statistics;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * {@code hits} out of {@code trials}, with intervals for the probability behind it.
 *
 * @param hits in [0, trials]
 * @param trials at least 1: the share of nothing is not defined
 */
public record Share(int hits, int trials) {
    private static final double Z_95 = 1.959963984540054;

    public Share {
        if (trials < 1 || hits < 0 || hits > trials) {
            throw new IllegalArgumentException(
                    "hits must be in [0, trials] and trials at least 1, got " + hits + " of " + trials);
        }
    }

    public double value() {
        return (double) hits / trials;
    }

    /**
     * The 95 % score interval; 0 hits start exactly at 0, all hits end exactly at 1. For figures on a screen.
     *
     * <p>Source: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22, 1927.
     */
    public Interval wilson() {
        double p = value();
        double square = Z_95 * Z_95;
        double centre = (p + square / (2 * trials)) / (1 + square / trials);
        double half = Z_95 * Math.sqrt(p * (1 - p) / trials + square / (4.0 * trials * trials)) / (1 + square / trials);
        return new Interval(hits == 0 ? 0 : centre - half, hits == trials ? 1 : centre + half);
    }

    /**
     * The exact two-sided interval, for guarantees.
     *
     * <p>Source: C. J. Clopper and E. S. Pearson, "The Use of Confidence or Fiducial Limits", Biometrika 26, 1934.
     *
     * @param miss probability of missing the truth, in (0, 1): .05 gives a 95 % interval
     */
    public Interval clopperPearson(double miss) {
        return new Interval(lowerBound(miss / 2), upperBound(miss / 2));
    }

    /** The exact one-sided upper bound, exceeded with probability at most {@code miss}; 1 for all hits. */
    public double upperBound(double miss) {
        requireProbability(miss);
        return hits == trials
                ? 1
                : BetaDistribution.of(hits + 1.0, trials - hits).inverseSurvivalProbability(miss);
    }

    /** The exact one-sided lower bound; 0 for no hits. */
    public double lowerBound(double miss) {
        requireProbability(miss);
        return hits == 0 ? 0 : BetaDistribution.of(hits, trials - hits + 1.0).inverseCumulativeProbability(miss);
    }

    private static void requireProbability(double miss) {
        if (!(miss > 0 && miss < 1)) {
            throw new IllegalArgumentException("miss must be above 0 and below 1, got " + miss);
        }
    }
}
