package io.autolabeler.quality.statistics;

import java.util.function.DoubleConsumer;
import java.util.function.ToDoubleFunction;

/**
 * How far a difference of two systems on the same items may be chance.
 *
 * <p>Source: B. Efron and R. J. Tibshirani, "An Introduction to the Bootstrap", 1993, chapters 13 and 16.
 *
 * @param difference first minus second, as observed
 * @param interval the middle 95 % of the replicates
 * @param pValue two-sided, in (0, 1]
 */
public record PairedBootstrap(double difference, Interval interval, double pValue) {
    /** Replicates used wherever no other number is said. */
    public static final int REPLICATES = 10_000;

    /**
     * The difference with its interval, from resampled items.
     *
     * @param items how many items of each kind; items of a kind mean the same to both systems
     * @param difference metric of the first minus that of the second, from how many items of each kind a sample holds
     */
    public static PairedBootstrap of(
            int[] items, ToDoubleFunction<int[]> difference, Bootstrap bootstrap, DoubleConsumer progress) {
        double[] replicates =
                bootstrap.run(items, sample -> new double[] {difference.applyAsDouble(sample)}, progress)[0];
        return new PairedBootstrap(
                difference.applyAsDouble(items), Quantiles.of(replicates).middle95(), pValue(replicates));
    }

    private static double pValue(double[] replicates) {
        int notAbove = 0;
        int notBelow = 0;
        for (double each : replicates) {
            notAbove += each <= 0 ? 1 : 0;
            notBelow += each >= 0 ? 1 : 0;
        }
        return Math.min(1, 2 * (1.0 + Math.min(notAbove, notBelow)) / (replicates.length + 1));
    }
}
