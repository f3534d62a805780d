package io.autolabeler.quality.agreement;

import io.autolabeler.quality.agreement.Ratings.Rating;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Agreement of any number of raters from how often each unit was given each value.
 *
 * <p>Source: J. L. Fleiss, "Measuring Nominal Scale Agreement Among Many Raters", 1971; K. L. Gwet, "Computing Inter-Rater
 * Reliability and Its Variance in the Presence of High Agreement", 2008; J. J. Randolph, "Free-Marginal Multirater Kappa", 2005.
 */
public final class ManyRaters {
    private static final double TOLERANCE = 1e-9;

    /** {@code [values]}: sums over the rated units of the values' shares of their ratings. */
    private final double[] shares;

    /** {@code [values]}: the same over the units with at least two ratings. */
    private final double[] pairableShares;

    private int rated;
    private int pairable;
    private double agreement;
    private boolean single;
    private double fewest = Double.POSITIVE_INFINITY;
    private double most;

    private ManyRaters(int values) {
        this.shares = new double[values];
        this.pairableShares = new double[values];
    }

    /**
     * From counts.
     *
     * @param counts {@code [units][values]}, at least 0, parts of a rating allowed; the values are all of the schema, given or
     *     not
     */
    public static ManyRaters of(double[][] counts) {
        ManyRaters raters = new ManyRaters(counts.length == 0 ? 0 : counts[0].length);
        for (double[] row : counts) {
            int[] values = new int[row.length];
            Arrays.setAll(values, v -> v);
            raters.add(values, row);
        }
        return raters;
    }

    /** From ratings; the values are all that the ratings know, given or not. */
    public static ManyRaters of(Ratings ratings) {
        ManyRaters raters = new ManyRaters(ratings.values().length);
        List<Rating> rows = ratings.rows();
        for (int from = 0; from < rows.size(); ) {
            int to = PairableUnits.end(rows, from);
            int[] key = PairableUnits.key(rows, from, to);
            int[] values = Arrays.stream(key).distinct().toArray();
            double[] counts = new double[values.length];
            for (int value : key) {
                counts[Arrays.binarySearch(values, value)]++;
            }
            raters.add(values, counts);
            from = to;
        }
        return raters;
    }

    /** Takes a unit. */
    private void add(int[] values, double[] counts) {
        double m = Arrays.stream(counts).sum();
        if (m == 0) {
            return;
        }
        double pairs = 0;
        for (int i = 0; i < values.length; i++) {
            shares[values[i]] += counts[i] / m;
            pairs += counts[i] * (counts[i] - 1);
        }
        rated++;
        if (m >= 2) {
            for (int i = 0; i < values.length; i++) {
                pairableShares[values[i]] += counts[i] / m;
            }
            fewest = Math.min(fewest, m);
            most = Math.max(most, m);
            agreement += pairs / (m * (m - 1));
            pairable++;
        } else {
            single = true;
        }
    }

    /**
     * Fleiss' kappa of the units with at least two ratings; empty where they differ in their number of ratings, or chance
     * alone would agree always.
     */
    public OptionalDouble fleissKappa() {
        double chance = Arrays.stream(pairableShares)
                .map(each -> each / pairable * (each / pairable))
                .sum();
        return most - fewest > TOLERANCE ? OptionalDouble.empty() : beyond(chance);
    }

    /**
     * Fleiss' kappa for any number of ratings: agreement is the mean over units with at least two, a value's share the mean
     * over all rated units. The same as Fleiss' where all units have as many ratings.
     */
    public OptionalDouble averagedFleissKappa() {
        return beyond(
                Arrays.stream(shares).map(each -> each / rated * (each / rated)).sum());
    }

    /** Whether some units have more ratings than others. */
    public boolean differsInRatings() {
        return most - fewest > TOLERANCE || (single && pairable > 0);
    }

    /** Agreement by chance as Gwet's AC1 has it; empty without a unit or a second value. */
    public OptionalDouble gwetChance() {
        double chance = Arrays.stream(shares)
                .map(each -> each / rated * (1 - each / rated))
                .sum();
        return shares.length < 2 || rated == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(chance / (shares.length - 1));
    }

    /** Kappa with all values equally frequent by chance; empty with a single value. */
    public OptionalDouble freeMarginalKappa() {
        return shares.length < 2 ? OptionalDouble.empty() : beyond(1.0 / shares.length);
    }

    /** Gwet's AC1, which one frequent value does not pull down; empty without a unit of two ratings or a second value. */
    public OptionalDouble gwetAc1() {
        OptionalDouble chance = gwetChance();
        return chance.isEmpty() ? chance : beyond(chance.getAsDouble());
    }

    /** Mean over units with at least two ratings of the share of their pairs that agree, in [0, 1]; 0 without any. */
    public double agreement() {
        return pairable == 0 ? 0 : agreement / pairable;
    }

    private OptionalDouble beyond(double chance) {
        return pairable > 0 && chance < 1
                ? OptionalDouble.of((agreement() - chance) / (1 - chance))
                : OptionalDouble.empty();
    }
}
