package io.autolabeler.quality.agreement;

import io.autolabeler.quality.agreement.AlphaInterval.Method;
import io.autolabeler.quality.statistics.Interval;
import io.autolabeler.quality.statistics.Share;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The interval of alpha where no unit is disputed: samples of such units all agree, and would put it at 1 however few they
 * are. A share of the units may be labelled by chance all the same, which alpha is one less of; a unit labelled so is
 * disputed as often as ratings drawn from all of them differ. None of so many being disputed bounds that share.
 *
 * <p>Source: C. J. Clopper and E. S. Pearson, "The Use of Confidence or Fiducial Limits", Biometrika 26, 1934, for the bound.
 */
final class ExactShare {
    private static final double MISS = 0.025;

    private ExactShare() {}

    /** Of at least one unit; for two ratings each, its lower end is 1 less the bound over nominal expected disagreement. */
    static AlphaInterval of(PairableUnits units) {
        return of(units.units(), disputedByChance(units));
    }

    /**
     * Of units at least 1.
     *
     * @param byChance how often a unit is disputed if it is labelled by chance, in (0, 1]
     */
    static AlphaInterval of(int units, double byChance) {
        double lower = Math.max(-1, 1 - new Share(0, units).upperBound(MISS) / byChance);
        return new AlphaInterval(Method.EXACT_SHARE, new Interval(lower, 1), 0);
    }

    /** Mean over the units of the probability that as many ratings, drawn from all without replacement, are not the same. */
    private static double disputedByChance(PairableUnits units) {
        int[] times = units.times();
        double[] counts = units.profiles().counts(times);
        Map<Integer, Double> bySize = new HashMap<>();
        double sum = 0;
        for (int p = 0; p < times.length; p++) {
            sum += times[p] * bySize.computeIfAbsent(units.profiles().ratings(p), m -> 1 - allTheSame(counts, m));
        }
        return sum / units.units();
    }

    private static double allTheSame(double[] counts, int ratings) {
        double n = Arrays.stream(counts).sum();
        double same = 0;
        for (double count : counts) {
            double each = 1;
            for (int i = 0; i < ratings && each > 0; i++) {
                each *= Math.max(0, count - i) / (n - i);
            }
            same += each;
        }
        return same;
    }
}
