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
    private static final double LEAST_RATE = 0.01;
    private static final int HALVINGS = 100;

    /**
     * The allocation.
     *
     * @param items {@code [strata]}, none negative, at least one in all
     * @param rates {@code [strata]}: expected error rates in [0, 1]; taken as at least .01 and at most .99, for the sizes
     *     and the standard error alike
     * @param sample items in all; every stratum gets at least 2 of them, or all it has
     */
    public static NeymanAllocation of(int[] items, double[] rates, int sample) {
        require(items, rates, sample);
        double[] expected = Arrays.stream(rates)
                .map(rate -> Math.clamp(rate, LEAST_RATE, 1 - LEAST_RATE))
                .toArray();
        int[] sizes = rounded(fractional(items, expected, sample), items, sample);
        return new NeymanAllocation(sizes, standardError(items, expected, sizes));
    }

    private static void require(int[] items, double[] rates, int sample) {
        if (items.length != rates.length || items.length == 0) {
            throw new IllegalArgumentException(
                    "items and rates must be as many, got " + items.length + " and " + rates.length);
        }
        int least = 0;
        for (int h = 0; h < items.length; h++) {
            if (items[h] < 0 || !(rates[h] >= 0 && rates[h] <= 1)) {
                throw new IllegalArgumentException(
                        "items must be at least 0 and rates in [0, 1], got " + items[h] + " and " + rates[h]);
            }
            least += Math.min(LEAST, items[h]);
        }
        if (least == 0) {
            throw new IllegalArgumentException("items must be at least 1 in all, got 0");
        }
        if (sample < least || sample > Arrays.stream(items).asLongStream().sum()) {
            throw new IllegalArgumentException(
                    "sample must be at least " + least + ", 2 for each stratum, and at most all items, got " + sample);
        }
    }

    /**
     * {@code [strata]}, for rates above 0 and below 1: the best parts of the sample, none below its least or above what there is. All parts that meet
     * neither bound are in proportion to items and deviation; that proportion is found by halving.
     */
    static double[] fractional(int[] items, double[] rates, int sample) {
        double low = 0;
        double high = 0;
        for (int h = 0; h < items.length; h++) {
            high = Math.max(high, 1 / deviation(rates[h]));
        }
        for (int turn = 0; turn < HALVINGS; turn++) {
            double middle = (low + high) / 2;
            if (Arrays.stream(parts(items, rates, middle)).sum() < sample) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return settled(items, rates, sample, parts(items, rates, high));
    }

    private static double[] parts(int[] items, double[] rates, double proportion) {
        double[] parts = new double[items.length];
        for (int h = 0; h < parts.length; h++) {
            parts[h] = Math.clamp(proportion * items[h] * deviation(rates[h]), Math.min(LEAST, items[h]), items[h]);
        }
        return parts;
    }

    /** The same without the error that halving leaves over. */
    private static double[] settled(int[] items, double[] rates, int sample, double[] parts) {
        double left = sample;
        double spread = 0;
        for (int h = 0; h < parts.length; h++) {
            boolean free = parts[h] > Math.min(LEAST, items[h]) && parts[h] < items[h];
            left -= free ? 0 : parts[h];
            spread += free ? items[h] * deviation(rates[h]) : 0;
        }
        double[] settled = parts.clone();
        for (int h = 0; h < parts.length; h++) {
            if (parts[h] > Math.min(LEAST, items[h]) && parts[h] < items[h]) {
                settled[h] = left * items[h] * deviation(rates[h]) / spread;
            }
        }
        return settled;
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
        return standardError(items, rates, Arrays.stream(sizes).asDoubleStream().toArray());
    }

    /** The same with sizes that need not be whole: a bound that no allocation goes below. */
    static double standardError(int[] items, double[] rates, double[] sizes) {
        double all = Arrays.stream(items).asLongStream().sum();
        double variance = 0;
        for (int h = 0; h < items.length; h++) {
            double weight = items[h] / all;
            double left = 1 - sizes[h] / items[h];
            variance += items[h] == 0 ? 0 : weight * weight * left * rates[h] * (1 - rates[h]) / sizes[h];
        }
        return Math.sqrt(variance);
    }

    private static double deviation(double rate) {
        return Math.sqrt(rate * (1 - rate));
    }
}
