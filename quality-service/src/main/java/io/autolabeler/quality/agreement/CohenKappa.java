package io.autolabeler.quality.agreement;

import io.autolabeler.quality.agreement.Ratings.Rating;
import io.autolabeler.quality.statistics.Interval;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Agreement of two raters on the units that both rated.
 *
 * <p>Source: J. Cohen, "A Coefficient of Agreement for Nominal Scales", 1960, and "Weighted Kappa", 1968; standard errors
 * of J. L. Fleiss, J. Cohen, B. S. Everitt, "Large Sample Standard Errors of Kappa and Weighted Kappa", 1969.
 *
 * @param shares {@code [values][values]}: first rater's value, second's; sums to 1
 * @param places {@code [values]}: place of each among all values there are, rising; weights go by them
 * @param units how many both rated, at least 1
 */
public record CohenKappa(double[][] shares, int[] places, int units) {
    static final int MISSING = -1;

    private static final double Z_95 = 1.959963984540054;
    private static final int MOST_VALUES = 1000;

    /** How much a disagreement weighs. */
    public enum Weights {
        /** All the same. */
        NONE,
        /** By the distance of the values' places. */
        LINEAR,
        /** By its square. */
        QUADRATIC;

        double of(int first, int second) {
            int distance = Math.abs(first - second);
            return switch (this) {
                case NONE -> distance == 0 ? 0 : 1;
                case LINEAR -> distance;
                case QUADRATIC -> (double) distance * distance;
            };
        }
    }

    /** From a confusion matrix of counts; empty without a unit. */
    public static Optional<CohenKappa> of(int[][] counts) {
        return of(counts, IntStream.range(0, counts.length).toArray());
    }

    private static Optional<CohenKappa> of(int[][] counts, int[] places) {
        int units = Arrays.stream(counts).flatMapToInt(Arrays::stream).sum();
        double[][] shares = new double[counts.length][counts.length];
        for (int i = 0; units > 0 && i < counts.length; i++) {
            for (int j = 0; j < counts.length; j++) {
                shares[i][j] = (double) counts[i][j] / units;
            }
        }
        return units == 0 ? Optional.empty() : Optional.of(new CohenKappa(shares, places, units));
    }

    /**
     * Of two of the raters; empty without a common unit, or where they used more than 1,000 values, which are no
     * categories.
     */
    public static Optional<CohenKappa> of(Ratings ratings, int first, int second) {
        int[][] given = new int[2][ratings.units()];
        for (int[] row : given) {
            Arrays.fill(row, MISSING);
        }
        for (Rating rating : ratings.rows()) {
            if (rating.rater() == first || rating.rater() == second) {
                given[rating.rater() == first ? 0 : 1][rating.unit()] = rating.value();
            }
        }
        return of(given[0], given[1]);
    }

    /** The same from both raters' values by unit, {@link #MISSING} where there is none. */
    static Optional<CohenKappa> of(int[] first, int[] second) {
        int[] common = IntStream.range(0, first.length)
                .filter(unit -> first[unit] != MISSING && second[unit] != MISSING)
                .toArray();
        int[] places = Arrays.stream(common)
                .flatMap(unit -> IntStream.of(first[unit], second[unit]))
                .distinct()
                .sorted()
                .toArray();
        if (places.length > MOST_VALUES) {
            return Optional.empty();
        }
        int[][] counts = new int[places.length][places.length];
        for (int unit : common) {
            counts[Arrays.binarySearch(places, first[unit])][Arrays.binarySearch(places, second[unit])]++;
        }
        return of(counts, places);
    }

    /** Kappa; empty where both raters always gave the same single value. */
    public OptionalDouble value(Weights weights) {
        double observed = 0;
        double expected = 0;
        double[] rows = rows();
        double[] columns = columns();
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                observed += weights.of(places[i], places[j]) * shares[i][j];
                expected += weights.of(places[i], places[j]) * rows[i] * columns[j];
            }
        }
        return expected > 0 ? OptionalDouble.of(1 - observed / expected) : OptionalDouble.empty();
    }

    /** The large-sample standard error of kappa; empty where it is not defined. */
    public OptionalDouble standardError(Weights weights) {
        OptionalDouble kappa = value(weights);
        return kappa.isEmpty() ? kappa : OptionalDouble.of(error(weights, shares, kappa.getAsDouble()));
    }

    /** The standard error if there were only chance; empty where it is not defined. */
    public OptionalDouble standardErrorUnderChance(Weights weights) {
        if (value(weights).isEmpty()) {
            return OptionalDouble.empty();
        }
        double[] rows = rows();
        double[] columns = columns();
        double[][] chance = new double[rows.length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                chance[i][j] = rows[i] * columns[j];
            }
        }
        return OptionalDouble.of(error(weights, chance, 0));
    }

    /** The 95 % interval, its upper end at most 1; empty where kappa is not defined. */
    public Optional<Interval> interval(Weights weights) {
        OptionalDouble kappa = value(weights);
        OptionalDouble error = standardError(weights);
        if (kappa.isEmpty() || error.isEmpty()) {
            return Optional.empty();
        }
        double reach = Z_95 * error.getAsDouble();
        return Optional.of(new Interval(kappa.getAsDouble() - reach, Math.min(1, kappa.getAsDouble() + reach)));
    }

    /** Standard error of kappa at a value, cells having these shares. */
    private double error(Weights weights, double[][] cells, double kappa) {
        double[] rows = rows();
        double[] columns = columns();
        double[] byRow = new double[rows.length];
        double[] byColumn = new double[rows.length];
        double chance = 0;
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                byRow[i] += columns[j] * agreement(weights, i, j);
                byColumn[j] += rows[i] * agreement(weights, i, j);
                chance += rows[i] * columns[j] * agreement(weights, i, j);
            }
        }
        double sum = -square(kappa - chance * (1 - kappa));
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                sum += cells[i][j] * square(agreement(weights, i, j) - (byRow[i] + byColumn[j]) * (1 - kappa));
            }
        }
        return Math.sqrt(Math.max(0, sum) / units) / (1 - chance);
    }

    /** From 1 for the same value to 0 for the worst disagreement. */
    private double agreement(Weights weights, int first, int second) {
        double worst = weights.of(places[0], places[places.length - 1]);
        return 1 - weights.of(places[first], places[second]) / Math.max(1, worst);
    }

    private double[] rows() {
        double[] sums = new double[shares.length];
        for (int i = 0; i < sums.length; i++) {
            for (double each : shares[i]) {
                sums[i] += each;
            }
        }
        return sums;
    }

    private double[] columns() {
        double[] sums = new double[shares.length];
        for (double[] row : shares) {
            for (int j = 0; j < sums.length; j++) {
                sums[j] += row[j];
            }
        }
        return sums;
    }

    private static double square(double value) {
        return value * value;
    }
}
