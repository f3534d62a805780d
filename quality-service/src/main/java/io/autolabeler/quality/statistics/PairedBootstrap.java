package io.autolabeler.quality.statistics;

import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

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
        return all(items, sample -> new double[] {difference.applyAsDouble(sample)}, bootstrap, progress)
                .getFirst();
    }

    /** Several differences from the same samples. */
    public static List<PairedBootstrap> all(
            int[] items, Function<int[], double[]> differences, Bootstrap bootstrap, DoubleConsumer progress) {
        double[] observed = differences.apply(items);
        double[][] replicates = bootstrap.run(items, differences, progress);
        return IntStream.range(0, observed.length)
                .mapToObj(d -> new PairedBootstrap(
                        observed[d], Quantiles.of(replicates[d]).middle95(), pValue(replicates[d])))
                .toList();
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
