package io.autolabeler.quality.agreement;

import java.util.Arrays;

/**
 * Alpha of samples of profiles, without looking at pairs of values: on a scale they follow from deviations from the mean,
 * and on the ordinal level the scale is the values' mean ranks. A sample costs time by the profiles and values; on the
 * ratio level by the values' square.
 *
 * <p>Source: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011, section D.
 */
final class SampleAlpha {
    private static final int MOST_IN_TABLE = 1000;

    private final Level level;
    private final Profiles profiles;
    /** {@code [values][values]} on the ratio level, unless that is too large; else empty. */
    private final double[][] ratios;
    /** {@code [profiles]}: what a unit adds to observed disagreement; on the ordinal level that is up to the sample. */
    private final double[] within;

    SampleAlpha(Level level, Profiles profiles) {
        this.level = level;
        this.profiles = profiles;
        double[] numbers = profiles.numbers();
        if (level == Level.RATIO && Arrays.stream(numbers).anyMatch(each -> each < 0)) {
            throw new IllegalArgumentException("numbers must be at least 0 at level RATIO, got " + numbers[0]);
        }
        this.ratios = level == Level.RATIO && numbers.length <= MOST_IN_TABLE
                ? level.squaredDifferences(numbers, new double[numbers.length])
                : new double[0][];
        this.within = new double[profiles.size()];
        for (int p = 0; p < within.length && level != Level.ORDINAL; p++) {
            within[p] = within(p, numbers);
        }
    }

    /** Alpha of a sample that holds each profile so many times. */
    Alpha of(int[] times) {
        double[] counts = profiles.counts(times);
        double n = 0;
        int values = 0;
        for (double each : counts) {
            n += each;
            values += each > 0 ? 1 : 0;
        }
        if (values < 2) {
            return values == 0 ? new Alpha.NoPairs() : new Alpha.NoVariation();
        }
        double[] scale = level == Level.ORDINAL ? meanRanks(counts) : profiles.numbers();
        double observed = within(times, scale) / n;
        double expected = among(counts, scale, n) / (n - 1) / n;
        // Zero for numbers too close to tell apart.
        return expected > 0 ? new Alpha.Defined(1 - observed / expected, observed, expected) : new Alpha.NoVariation();
    }

    private double within(int[] times, double[] scale) {
        double sum = 0;
        for (int p = 0; p < times.length; p++) {
            if (times[p] > 0) {
                sum += times[p] * (level == Level.ORDINAL ? within(p, scale) : within[p]);
            }
        }
        return sum;
    }

    /** Sum of the squared differences of all ordered pairs of a unit's ratings, over one less than its ratings. */
    private double within(int profile, double[] scale) {
        double m = profiles.ratings(profile);
        return switch (level) {
            case NOMINAL -> m * profiles.disagreement(profile);
            case ORDINAL, INTERVAL -> spread(profile, scale) * 2 * m / (m - 1);
            case RATIO -> ratios(profile) / (m - 1);
        };
    }

    private double among(double[] counts, double[] scale, double n) {
        return switch (level) {
            case NOMINAL ->
                n * n - Arrays.stream(counts).map(each -> each * each).sum();
            case ORDINAL, INTERVAL -> spread(counts, scale, n) * 2 * n;
            case RATIO -> ratios(counts);
        };
    }

    /** Sum of the squared deviations of a unit's ratings from their mean. */
    private double spread(int profile, double[] scale) {
        double sum = 0;
        for (int c = profiles.start()[profile]; c < profiles.start()[profile + 1]; c++) {
            sum += profiles.count()[c] * scale[profiles.value()[c]];
        }
        double mean = sum / profiles.ratings(profile);
        double squares = 0;
        for (int c = profiles.start()[profile]; c < profiles.start()[profile + 1]; c++) {
            double deviation = scale[profiles.value()[c]] - mean;
            squares += profiles.count()[c] * deviation * deviation;
        }
        return squares;
    }

    private static double spread(double[] counts, double[] scale, double n) {
        double sum = 0;
        for (int v = 0; v < counts.length; v++) {
            sum += counts[v] * scale[v];
        }
        double mean = sum / n;
        double squares = 0;
        for (int v = 0; v < counts.length; v++) {
            squares += counts[v] * (scale[v] - mean) * (scale[v] - mean);
        }
        return squares;
    }

    private double ratios(int profile) {
        double sum = 0;
        for (int c = profiles.start()[profile]; c < profiles.start()[profile + 1]; c++) {
            for (int k = profiles.start()[profile]; k < c; k++) {
                double pairs = 2.0 * profiles.count()[c] * profiles.count()[k];
                sum += pairs * ratio(profiles.value()[c], profiles.value()[k]);
            }
        }
        return sum;
    }

    private double ratios(double[] counts) {
        double sum = 0;
        for (int c = 0; c < counts.length; c++) {
            for (int k = 0; k < c && counts[c] > 0; k++) {
                sum += 2 * counts[c] * counts[k] * ratio(c, k);
            }
        }
        return sum;
    }

    private double ratio(int c, int k) {
        double[] numbers = profiles.numbers();
        return ratios.length > 0 ? ratios[c][k] : Level.ratio(numbers[c], numbers[k]);
    }

    /** Halfway between how many ratings are lower and how many are not higher. */
    private static double[] meanRanks(double[] counts) {
        double[] ranks = new double[counts.length];
        double below = 0;
        for (int v = 0; v < counts.length; v++) {
            ranks[v] = below + counts[v] / 2;
            below += counts[v];
        }
        return ranks;
    }
}
