package io.autolabeler.quality.calibration;

import java.util.Arrays;

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
        // shares that sum to 1 only within the tolerance of a distribution may be a little above it
        double[] inside =
                Arrays.stream(confidence).map(c -> Math.clamp(c, 0, 1)).toArray();
        Outcomes outcomes = Outcomes.of(inside, correct);
        ReliabilityBins grouped = ReliabilityBins.equalWidth(outcomes, bins);
        return new ReliabilityMetrics(grouped.expectedError(), grouped.maximumError(1), OutcomeScores.brier(outcomes));
    }
}
