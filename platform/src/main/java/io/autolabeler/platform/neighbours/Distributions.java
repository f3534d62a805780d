package io.autolabeler.platform.neighbours;

/** Small sums over distributions. */
public final class Distributions {
    private Distributions() {}

    /** The weights divided by their sum; all equal if the sum is 0. */
    public static double[] normalised(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double[] shares = new double[weights.length];
        for (int i = 0; i < weights.length; i++) {
            shares[i] = sum > 0 ? weights[i] / sum : 1.0 / weights.length;
        }
        return shares;
    }
}
