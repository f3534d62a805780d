package io.autolabeler.quality.consensus;

import io.autolabeler.quality.numeric.Vectors;

/** Weights of correlated voters. */
final class DiverseWeights {
    private static final int MOST_SWEEPS = 10_000;
    private static final double STILL = 1e-12;

    private DiverseWeights() {}

    /**
     * The weights of at least 0 that solve "correlations times weights equals log-odds" best, found coordinate by
     * coordinate. Correlations estimated pair by pair may contradict each other so that there is no best; then each
     * log-odds is divided by how many voices its own stands for.
     */
    static double[] of(double[][] correlations, double[] logOdds) {
        double[] weights = new double[logOdds.length];
        for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
            double moved = 0;
            for (int a = 0; a < weights.length; a++) {
                double others = Vectors.dot(correlations[a], weights) - weights[a];
                double next = Math.max(0, logOdds[a] - others);
                moved = Math.max(moved, Math.abs(next - weights[a]));
                weights[a] = next;
            }
            if (moved <= STILL) {
                return weights;
            }
            if (!Double.isFinite(moved)) {
                break;
            }
        }
        return divided(correlations, logOdds);
    }

    /** {@code (sum w)^2 / (w' R w)}. */
    static double effectiveVoters(double[][] correlations, double[] weights) {
        double sum = 0;
        double variance = 0;
        for (int a = 0; a < weights.length; a++) {
            sum += weights[a];
            variance += weights[a] * Vectors.dot(correlations[a], weights);
        }
        return variance > 0 ? sum * sum / variance : 0;
    }

    static double[] divided(double[][] correlations, double[] logOdds) {
        double[] weights = new double[logOdds.length];
        for (int a = 0; a < weights.length; a++) {
            double voices = 0;
            for (double each : correlations[a]) {
                voices += Math.max(0, each);
            }
            weights[a] = Math.max(0, logOdds[a] / voices);
        }
        return weights;
    }
}
