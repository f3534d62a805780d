package io.autolabeler.quality.sampling;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How a sample is spread over strata so that the overall error rate is estimated best.
 *
 * <p>Source: J. Neyman, "On the Two Different Aspects of the Representative Method", Journal of the Royal Statistical
 * Society 97, 1934.
 *
 * @param sizes {@code [strata]}: items to draw from each
 * @param standardError of the estimate, as planned with the expected error rates
 */
public record NeymanAllocation(int[] sizes, double standardError) {
    private static final int LEAST = 2;

    /**
     * The allocation.
     *
     * @param items {@code [strata]}, each at least 1
     * @param rates {@code [strata]}: expected error rates in [0, 1]; taken as at least .01
     * @param sample items in all; every stratum gets at least 2 of them, or all it has
     */
    public static NeymanAllocation of(int[] items, double[] rates, int sample) {
        require(items, rates, sample);
        double[] wanted = fractional(items, rates, sample);
        int[] sizes = rounded(wanted, items, sample);
        return new NeymanAllocation(sizes, standardError(items, rates, sizes));
    }

    private static void require(int[] items, double[] rates, int sample) {
        if (items.length != rates.length || items.length == 0) {
            throw new IllegalArgumentException(
                    "items and rates must be as many, got " + items.length + " and " + rates.length);
        }
        int least = 0;
        for (int h = 0; h < items.length; h++) {
            if (items[h] < 1 || !(rates[h] >= 0 && rates[h] <= 1)) {
                throw new IllegalArgumentException(
                        "items must be at least 1 and rates in [0, 1], got " + items[h] + " and " + rates[h]);
            }
            least += Math.min(LEAST, items[h]);
        }
        if (sample < least || sample > Arrays.stream(items).asLongStream().sum()) {
            throw new IllegalArgumentException(
                    "sample must be at least " + least + ", 2 for each stratum, and at most all items, got " + sample);
        }
    }

    /** {@code [strata]}: the best parts of the sample, none below its least or above what there is. */
    static double[] fractional(int[] items, double[] rates, int sample) {
        double[] parts = new double[items.length];
        boolean[] fixed = new boolean[items.length];
        boolean moved = true;
        while (moved) {
            moved = false;
            double left = sample;
            double spread = 0;
            for (int h = 0; h < parts.length; h++) {
                left -= fixed[h] ? parts[h] : 0;
                spread += fixed[h] ? 0 : items[h] * deviation(rates[h]);
            }
            for (int h = 0; h < parts.length; h++) {
                parts[h] = fixed[h] ? parts[h] : left * items[h] * deviation(rates[h]) / spread;
            }
            for (int h = 0; h < parts.length; h++) {
                double bounded = Math.clamp(parts[h], Math.min(LEAST, items[h]), items[h]);
                if (!fixed[h] && bounded != parts[h]) {
                    parts[h] = bounded;
                    fixed[h] = true;
                    moved = true;
                }
            }
        }
        return parts;
    }

    /** The largest remainders are rounded up, of equal ones the first. */
    private static int[] rounded(double[] parts, int[] items, int sample) {
        int[] sizes = Arrays.stream(parts).mapToInt(part -> (int) (part + 1e-9)).toArray();
        int[] order = IntStream.range(0, parts.length)
                .boxed()
                .sorted((a, b) -> Double.compare(parts[b] - sizes[b], parts[a] - sizes[a]))
                .mapToInt(Integer::intValue)
                .toArray();
        int missing = sample - Arrays.stream(sizes).sum();
        for (int turn = 0; missing > 0; turn++) {
            int h = order[turn % order.length];
            if (sizes[h] < items[h]) {
                sizes[h]++;
                missing--;
            }
        }
        return sizes;
    }

    /** Of the estimate with these sizes, a stratum that is looked at whole adding nothing. */
    static double standardError(int[] items, double[] rates, int[] sizes) {
        double all = Arrays.stream(items).asLongStream().sum();
        double variance = 0;
        for (int h = 0; h < items.length; h++) {
            double weight = items[h] / all;
            double left = 1 - (double) sizes[h] / items[h];
            variance += weight * weight * left * rates[h] * (1 - rates[h]) / sizes[h];
        }
        return Math.sqrt(variance);
    }

    private static double deviation(double rate) {
        double p = Math.clamp(rate, 0.01, 0.99);
        return Math.sqrt(p * (1 - p));
    }
}
