package io.autolabeler.quality.statistics;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Whether two systems are right equally often on the same items, from the items where only one of them is.
 *
 * <p>Source: Q. McNemar, "Note on the Sampling Error of the Difference Between Correlated Proportions", Psychometrika 12,
 * 1947; mid-p after M. W. Fagerland, S. Lydersen, P. Laake, BMC Medical Research Methodology 13, 2013.
 *
 * @param onlyFirst items that only the first has right, at least 0
 * @param onlySecond items that only the second has right, at least 0
 */
public record McNemar(int onlyFirst, int onlySecond) {
    public McNemar {
        if (onlyFirst < 0 || onlySecond < 0) {
            throw new IllegalArgumentException("counts must be at least 0, got " + onlyFirst + " and " + onlySecond);
        }
    }

    /** The exact two-sided p-value, for gates; 1 where the systems never differ. */
    public double exact() {
        return Math.min(1, 2 * discordance().cumulativeProbability(smaller()));
    }

    /** The two-sided mid-p value, for figures on a screen: less conservative than the exact one. */
    public double midP() {
        return onlyFirst == onlySecond
                ? 1
                : 2 * discordance().cumulativeProbability(smaller())
                        - discordance().probability(smaller());
    }

    private BinomialDistribution discordance() {
        return BinomialDistribution.of(onlyFirst + onlySecond, 0.5);
    }

    private int smaller() {
        return Math.min(onlyFirst, onlySecond);
    }
}
