package io.autolabeler.quality.agreement;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Agreement of any number of raters from how often each unit was given each value.
 *
 * <p>Source: J. L. Fleiss, "Measuring Nominal Scale Agreement Among Many Raters", 1971; K. L. Gwet, "Computing Inter-Rater
 * Reliability and Its Variance in the Presence of High Agreement", 2008; J. J. Randolph, "Free-Marginal Multirater Kappa", 2005.
 *
 * @param counts {@code [units][values]}, at least 0, parts of a rating allowed; the values are all of the schema, given or not
 */
public record ManyRaters(double[][] counts) {
    private static final double TOLERANCE = 1e-9;

    static ManyRaters of(Ratings ratings) {
        double[][] counts = new double[ratings.units()][ratings.values().length];
        ratings.rows().forEach(row -> counts[row.unit()][row.value()]++);
        return new ManyRaters(counts);
    }

    /** Fleiss' kappa; empty where units differ in their number of ratings, or chance alone would agree always. */
    public OptionalDouble fleissKappa() {
        double[] sizes = Arrays.stream(counts)
                .mapToDouble(row -> Arrays.stream(row).sum())
                .filter(m -> m > 0)
                .toArray();
        if (sizes.length == 0
                || sizes[0] < 2
                || Arrays.stream(sizes).anyMatch(m -> Math.abs(m - sizes[0]) > TOLERANCE)) {
            return OptionalDouble.empty();
        }
        double[] values = new double[counts[0].length];
        for (double[] row : counts) {
            for (int v = 0; v < values.length; v++) {
                values[v] += row[v] / (sizes.length * sizes[0]);
            }
        }
        double chance = Arrays.stream(values).map(each -> each * each).sum();
        return beyond(agreement(), chance);
    }

    /** Kappa with all values equally frequent by chance; empty with a single value. */
    public OptionalDouble freeMarginalKappa() {
        int values = counts.length == 0 ? 0 : counts[0].length;
        return values < 2 ? OptionalDouble.empty() : beyond(agreement(), 1.0 / values);
    }

    /** Gwet's AC1, which one frequent value does not pull down; empty without a unit of two ratings or a second value. */
    public OptionalDouble gwetAc1() {
        int values = counts.length == 0 ? 0 : counts[0].length;
        double[] means = new double[values];
        int rated = 0;
        boolean pairs = false;
        for (double[] row : counts) {
            double m = Arrays.stream(row).sum();
            pairs |= m >= 2;
            rated += m >= 1 ? 1 : 0;
            for (int v = 0; m >= 1 && v < values; v++) {
                means[v] += row[v] / m;
            }
        }
        if (!pairs || values < 2) {
            return OptionalDouble.empty();
        }
        double chance = 0;
        for (double each : means) {
            chance += each / rated * (1 - each / rated);
        }
        return beyond(agreement(), chance / (values - 1));
    }

    /** Mean over units with at least two ratings of the share of their pairs that agree, in [0, 1]; 0 without any. */
    public double agreement() {
        double sum = 0;
        int units = 0;
        for (double[] row : counts) {
            double m = Arrays.stream(row).sum();
            if (m >= 2) {
                sum += Arrays.stream(row).map(n -> n * (n - 1)).sum() / (m * (m - 1));
                units++;
            }
        }
        return units == 0 ? 0 : sum / units;
    }

    private static OptionalDouble beyond(double agreement, double chance) {
        return chance < 1 ? OptionalDouble.of((agreement - chance) / (1 - chance)) : OptionalDouble.empty();
    }
}
