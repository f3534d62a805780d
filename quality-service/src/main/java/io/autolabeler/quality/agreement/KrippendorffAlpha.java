package io.autolabeler.quality.agreement;

import java.util.Arrays;

/**
 * Agreement of any number of raters on any level of measurement, with missing ratings: one less observed over expected
 * disagreement.
 *
 * <p>Source: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011, section D.
 *
 * @param level what differences between values mean
 */
public record KrippendorffAlpha(Level level) {
    /** Alpha of the ratings. */
    public Alpha of(Ratings ratings) {
        UnitCounts units = UnitCounts.of(ratings);
        return of(units, ones(units.units()));
    }

    /**
     * The coincidence matrix {@code [values][values]}: how often two values meet in a unit, each unit weighing as much as
     * it has ratings.
     */
    public double[][] coincidences(Ratings ratings) {
        UnitCounts units = UnitCounts.of(ratings);
        int values = units.values().length;
        double[][] matrix = new double[values][values];
        for (int u = 0; u < units.units(); u++) {
            double m = units.ratings()[u];
            for (int c = units.start()[u]; c < units.start()[u + 1]; c++) {
                for (int k = units.start()[u]; k < units.start()[u + 1]; k++) {
                    double pairs = (double) units.count()[c] * (units.count()[k] - (c == k ? 1 : 0));
                    matrix[units.value()[c]][units.value()[k]] += pairs / (m - 1);
                }
            }
        }
        return matrix;
    }

    /** Alpha of a sample that holds each unit so many times. */
    Alpha of(UnitCounts units, int[] times) {
        double[] counts = new double[units.values().length];
        for (int u = 0; u < times.length; u++) {
            for (int c = units.start()[u]; times[u] > 0 && c < units.start()[u + 1]; c++) {
                counts[units.value()[c]] += (double) times[u] * units.count()[c];
            }
        }
        double n = Arrays.stream(counts).sum();
        if (n == 0) {
            return new Alpha.NoPairs();
        }
        return level == Level.NOMINAL ? nominal(units, times, counts, n) : general(units, times, counts, n);
    }

    private static Alpha nominal(UnitCounts units, int[] times, double[] counts, double n) {
        double observed = 0;
        for (int u = 0; u < times.length; u++) {
            observed += times[u] == 0 ? 0 : times[u] * units.disagreements()[u] * units.ratings()[u];
        }
        double squares = 0;
        for (double each : counts) {
            squares += each * each;
        }
        return alpha(observed / n, (n * n - squares) / (n - 1) / n);
    }

    private Alpha general(UnitCounts units, int[] times, double[] counts, double n) {
        double[][] squares = level.squaredDifferences(units.values(), counts);
        double observed = 0;
        for (int u = 0; u < times.length; u++) {
            observed += times[u] == 0 ? 0 : times[u] * observed(units, u, squares);
        }
        double expected = 0;
        for (int c = 0; c < counts.length; c++) {
            for (int k = c + 1; k < counts.length; k++) {
                expected += 2 * counts[c] * counts[k] * squares[c][k];
            }
        }
        return alpha(observed / n, expected / (n - 1) / n);
    }

    private static double observed(UnitCounts units, int unit, double[][] squares) {
        int from = units.start()[unit];
        int to = units.start()[unit + 1];
        double sum = 0;
        for (int c = from; c < to; c++) {
            for (int k = c + 1; k < to; k++) {
                sum += 2.0 * units.count()[c] * units.count()[k] * squares[units.value()[c]][units.value()[k]];
            }
        }
        return to - from < 2 ? 0 : sum / (units.ratings()[unit] - 1);
    }

    private static Alpha alpha(double observed, double expected) {
        return expected > 0 ? new Alpha.Defined(1 - observed / expected, observed, expected) : new Alpha.NoVariation();
    }

    static int[] ones(int length) {
        int[] ones = new int[length];
        Arrays.fill(ones, 1);
        return ones;
    }
}
