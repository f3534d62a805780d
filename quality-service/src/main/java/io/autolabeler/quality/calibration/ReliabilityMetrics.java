package io.autolabeler.quality.calibration;

/**
 * How well confidence and correctness agree, seen at the top label.
 *
 * <p>Source: C. Guo et al., "On Calibration of Modern Neural Networks", ICML 2017, equations 2-5. A bin's confidence is
 * the mean of what fell into it, not its centre; empty bins are skipped.
 *
 * @param expectedError ECE: mean gap between a bin's confidence and its accuracy, weighted by its items, in [0, 1]
 * @param maximumError MCE: the largest such gap
 * @param brier mean squared distance between confidence and correctness, in [0, 1]
 */
public record ReliabilityMetrics(double expectedError, double maximumError, double brier) {
    /** Bins used wherever no other number is said. */
    public static final int BINS = 15;

    /**
     * The metrics over equal-width bins; all 0 for no items.
     *
     * @param confidence of each item's top label, in [0, 1]
     * @param correct whether that label was right
     */
    public static ReliabilityMetrics of(double[] confidence, boolean[] correct, int bins) {
        double[] mass = new double[bins];
        double[] hits = new double[bins];
        int[] counts = new int[bins];
        double squares = 0;
        for (int i = 0; i < confidence.length; i++) {
            int bin = bin(confidence[i], bins);
            double hit = correct[i] ? 1 : 0;
            mass[bin] += confidence[i];
            hits[bin] += hit;
            counts[bin]++;
            squares += (confidence[i] - hit) * (confidence[i] - hit);
        }
        double expected = 0;
        double maximum = 0;
        for (int b = 0; b < bins; b++) {
            if (counts[b] > 0) {
                double gap = Math.abs(hits[b] - mass[b]) / counts[b];
                expected += gap * counts[b] / confidence.length;
                maximum = Math.max(maximum, gap);
            }
        }
        return new ReliabilityMetrics(expected, maximum, confidence.length == 0 ? 0 : squares / confidence.length);
    }

    /** The smallest bin whose upper edge is not below the confidence; 0 falls into the first. */
    private static int bin(double confidence, int bins) {
        int bin = Math.clamp((int) Math.ceil(confidence * bins) - 1, 0, bins - 1);
        while (bin > 0 && confidence <= (double) bin / bins) {
            bin--;
        }
        while (bin < bins - 1 && confidence > (bin + 1.0) / bins) {
            bin++;
        }
        return bin;
    }
}
