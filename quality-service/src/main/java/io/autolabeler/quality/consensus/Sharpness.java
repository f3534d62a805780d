package io.autolabeler.quality.consensus;

/**
 * Posteriors raised to a power and made to sum to 1 again.
 *
 * @param exponent above 0; infinity leaves equal shares among the largest
 */
record Sharpness(double exponent) {
    private static final double EQUAL = 1e-12;

    /** Those tried. */
    static final double[] GRID = {0.25, 0.5, 1, 2, 4, Double.POSITIVE_INFINITY};

    /** Flat {@code [items][classes]}. */
    double[] of(Consensus consensus) {
        int classes = consensus.classes();
        double[] shares = new double[consensus.items() * classes];
        for (int i = 0; i < consensus.items(); i++) {
            double largest = consensus.confidence(i);
            for (int k = 0; k < classes; k++) {
                shares[i * classes + k] = raised(consensus.posteriors()[i][k], largest);
            }
            Shares.normalise(shares, i * classes, (i + 1) * classes);
        }
        return shares;
    }

    private double raised(double share, double largest) {
        if (Double.isInfinite(exponent)) {
            return share >= largest - EQUAL ? 1 : 0;
        }
        return exponent == 1 ? share : Math.pow(share / largest, exponent);
    }
}
