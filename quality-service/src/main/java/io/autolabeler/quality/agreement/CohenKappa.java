package io.autolabeler.quality.agreement;

import io.autolabeler.quality.statistics.Interval;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Agreement of two raters on the units that both rated.
 *
 * <p>Source: J. Cohen, "A Coefficient of Agreement for Nominal Scales", 1960, and "Weighted Kappa", 1968; standard errors
 * of J. L. Fleiss, J. Cohen, B. S. Everitt, "Large Sample Standard Errors of Kappa and Weighted Kappa", 1969.
 *
 * @param shares {@code [values][values]}: first rater's value, second's; sums to 1
 * @param units how many both rated, at least 1
 */
public record CohenKappa(double[][] shares, int units) {
    private static final double Z_95 = 1.959963984540054;
    private static final int MOST_VALUES = 2000;

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
        int units = 0;
        for (int[] row : counts) {
            for (int each : row) {
                units += each;
            }
        }
        double[][] shares = new double[counts.length][counts.length];
        for (int i = 0; units > 0 && i < counts.length; i++) {
            for (int j = 0; j < counts.length; j++) {
                shares[i][j] = (double) counts[i][j] / units;
            }
        }
        return units == 0 ? Optional.empty() : Optional.of(new CohenKappa(shares, units));
    }

    /** Of two of the raters; empty without a common unit, or with more than 2,000 values, which are no categories. */
    public static Optional<CohenKappa> of(Ratings ratings, int first, int second) {
        if (ratings.values().length > MOST_VALUES) {
            return Optional.empty();
        }
        int[][] counts = new int[ratings.values().length][ratings.values().length];
        var rows = ratings.only(rater -> rater == first || rater == second).rows();
        for (int r = 1; r < rows.size(); r++) {
            var one = rows.get(r - 1);
            var other = rows.get(r);
            if (one.unit() == other.unit()) {
                boolean inOrder = one.rater() == first;
                counts[(inOrder ? one : other).value()][(inOrder ? other : one).value()]++;
            }
        }
        return of(counts);
    }

    /** Kappa; empty where both raters always gave the same single value. */
    public OptionalDouble value(Weights weights) {
        double observed = 0;
        double expected = 0;
        double[] rows = rows();
        double[] columns = columns();
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                observed += weights.of(i, j) * shares[i][j];
                expected += weights.of(i, j) * rows[i] * columns[j];
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
        return 1 - weights.of(first, second) / Math.max(1, weights.of(0, shares.length - 1));
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
