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
    private final Level level;
    private final Profiles profiles;
    /** Of the ratio level. */
    private final RatioDifferences ratios;

    private final Ratios among;
    /** {@code [profiles]}: what a unit adds to observed disagreement; on the ordinal level that is up to the sample. */
    private final double[] within;

    /** Sums the ratio level's squared differences of all ratings of a sample. */
    private interface Ratios {
        double sum(double[] counts);
    }

    /** Exact for any sample. */
    SampleAlpha(Level level, Profiles profiles) {
        this(level, profiles, ratios(level, profiles));
    }

    private SampleAlpha(Level level, Profiles profiles, RatioDifferences ratios) {
        this(level, profiles, ratios, ratios::sum);
    }

    private SampleAlpha(Level level, Profiles profiles, RatioDifferences ratios, Ratios among) {
        this.level = level;
        this.profiles = profiles;
        this.ratios = ratios;
        this.among = among;
        this.within = new double[profiles.size()];
        for (int p = 0; p < within.length && level != Level.ORDINAL; p++) {
            within[p] = within(p, profiles.numbers());
        }
    }

    /** Exact for a whole, and fast for samples of it also on the ratio level; see {@link RatioDifferences}. */
    static SampleAlpha forSamples(Level level, Profiles profiles, int[] whole) {
        RatioDifferences ratios = ratios(level, profiles);
        return level == Level.RATIO && RatioDifferences.many(profiles.numbers())
                ? new SampleAlpha(level, profiles, ratios, ratios.samples(profiles.counts(whole))::sum)
                : new SampleAlpha(level, profiles, ratios);
    }

    private static RatioDifferences ratios(Level level, Profiles profiles) {
        return RatioDifferences.of(level == Level.RATIO ? profiles.numbers() : new double[0]);
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
            case RATIO -> among.sum(counts);
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
                sum += pairs * ratios.of(profiles.value()[c], profiles.value()[k]);
            }
        }
        return sum;
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
