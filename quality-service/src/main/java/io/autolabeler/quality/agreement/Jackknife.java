package io.autolabeler.quality.agreement;

import io.autolabeler.quality.statistics.Interval;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A figure without each unit in turn, and what that says of its error.
 *
 * <p>Source: J. Hughes, "On Estimators of Inter-Rater Agreement", arXiv 2210.13265, 2022; the t interval of pseudo-values
 * is J. W. Tukey's, 1958.
 *
 * @param without {@code [kinds]}: the figure without one unit of the kind; NaN where it is not defined
 * @param estimate mean of the pseudo-values
 * @param units at least 1
 */
record Jackknife(double[] without, double estimate, double standardError, int units) {
    private static final double UPPER = 0.975;

    /**
     * From figures.
     *
     * @param whole the figure with all units
     * @param times {@code [kinds]}: how many units are of each kind
     */
    static Jackknife of(double whole, double[] without, int[] times) {
        int units = 0;
        double sum = 0;
        for (int k = 0; k < times.length; k++) {
            units += times[k];
            sum += times[k] == 0 ? 0 : times[k] * without[k];
        }
        double mean = sum / units;
        double squares = 0;
        for (int k = 0; k < times.length; k++) {
            squares += times[k] == 0 ? 0 : times[k] * (without[k] - mean) * (without[k] - mean);
        }
        double estimate = units * whole - (units - 1) * mean;
        return new Jackknife(without, estimate, Math.sqrt((units - 1.0) / units * squares), units);
    }

    /** The 95 % interval, nowhere above 1; empty where a figure without a unit is not defined. */
    Optional<Interval> interval() {
        if (units < 2 || Double.isNaN(standardError)) {
            return Optional.empty();
        }
        double reach = TDistribution.of(units - 1.0).inverseCumulativeProbability(UPPER) * standardError;
        double upper = Math.min(1, estimate + reach);
        return Optional.of(new Interval(Math.min(upper, estimate - reach), upper));
    }
}
