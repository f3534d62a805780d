package io.autolabeler.quality.consensus;

import java.util.random.RandomGenerator;

/**
 * Draws from Dirichlet distributions.
 *
 * <p>Source: G. Marsaglia and W. W. Tsang, "A Simple Method for Generating Gamma Variables", ACM TOMS 26(3), 2000; a shape
 * below 1 is drawn one higher and shrunk.
 */
final class Dirichlet {
    private final RandomGenerator random;

    Dirichlet(RandomGenerator random) {
        this.random = random;
    }

    /** Shares with a mean proportional to the counts, all above 0; sums to 1. */
    double[] draw(double[] counts) {
        double[] shares = new double[counts.length];
        for (int k = 0; k < shares.length; k++) {
            shares[k] = Math.max(Double.MIN_NORMAL, gamma(counts[k]));
        }
        Shares.normalise(shares, 0, shares.length);
        return shares;
    }

    private double gamma(double shape) {
        if (shape < 1) {
            return gamma(shape + 1) * Math.exp(-random.nextExponential() / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double root = 1 + c * x;
            double v = root * root * root;
            if (v > 0 && -random.nextExponential() < x * x / 2 + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }
}
