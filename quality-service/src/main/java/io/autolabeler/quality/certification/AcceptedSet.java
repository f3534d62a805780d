package io.autolabeler.quality.certification;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * What a threshold accepts of the items with a known truth.
 *
 * @param threshold accepts scores at or above it
 * @param items at least 0; for weighted items their effective number
 * @param errors in [0, items]
 * @param weighted the items did not have equal chances to be drawn
 */
public record AcceptedSet(double threshold, double items, double errors, boolean weighted) {
    public AcceptedSet {
        if (!(errors >= 0 && errors <= items * (1 + 1e-12))) {
            throw new IllegalArgumentException("errors must be in [0, items], got " + errors + " of " + items);
        }
    }

    /** A threshold that accepts so many items, of which so many are wrong. */
    public static AcceptedSet of(double threshold, int items, int errors) {
        return new AcceptedSet(threshold, items, errors, false);
    }

    /** Share of wrong items in [0, 1]; 0 for no items. */
    public double risk() {
        return items == 0 ? 0 : Math.min(1, errors / items);
    }

    /**
     * How probably there are so few errors or fewer although more than {@code alpha} of the accepted labels are wrong. For
     * weighted items by the bound of Hoeffding and Bentkus on their effective number.
     *
     * <p>Source: A. N. Angelopoulos, S. Bates, E. J. Candès, M. I. Jordan, L. Lei, "Learn then Test", 2021, section 2 and
     * proposition 3 with S. Bates et al., "Distribution-Free, Risk-Controlling Prediction Sets", JACM 68, 2021.
     */
    public double pValue(double alpha) {
        int n = (int) items;
        if (n == 0) {
            return 1;
        }
        BinomialDistribution binomial = BinomialDistribution.of(n, alpha);
        if (!weighted) {
            return binomial.cumulativeProbability((int) errors);
        }
        double hoeffding = Math.exp(-n * divergence(Math.min(risk(), alpha), alpha));
        double bentkus = Math.E * binomial.cumulativeProbability((int) Math.min(n, Math.ceil(n * risk() - 1e-9)));
        return Math.min(1, Math.min(hoeffding, bentkus));
    }

    /** Kullback-Leibler divergence of two coins, in nats. */
    private static double divergence(double a, double b) {
        double wrong = a == 0 ? 0 : a * Math.log(a / b);
        double right = a == 1 ? 0 : (1 - a) * Math.log((1 - a) / (1 - b));
        return wrong + right;
    }
}
