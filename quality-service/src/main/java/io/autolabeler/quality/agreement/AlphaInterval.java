package io.autolabeler.quality.agreement;

import io.autolabeler.quality.statistics.Bootstrap;
import io.autolabeler.quality.statistics.Interval;
import io.autolabeler.quality.statistics.Quantiles;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Where alpha lies with 95 %, taking units as what was sampled: ratings of one unit hang together.
 *
 * <p>Source: the unit bootstrap of B. Efron, 1979; below 40 units the jackknife of J. Hughes, "On Estimators of
 * Inter-Rater Agreement", arXiv 2210.13265, 2022.
 *
 * @param method which of the two
 * @param undefinedShare share of the replicates that had no alpha of their own, left out
 */
public record AlphaInterval(Method method, Interval interval, double undefinedShare) {
    /** How many bootstrap replicates are drawn unless another number is said. */
    public static final int REPLICATES = 2_000;

    private static final int FEW_UNITS = 40;
    private static final double MOST_UNDEFINED = 0.05;
    private static final double UPPER = 0.975;

    /** How an interval was made. */
    public enum Method {
        UNIT_BOOTSTRAP,
        UNIT_JACKKNIFE,
        /** Only to compare with papers: too narrow for few units, too wide for many. */
        HAYES_KRIPPENDORFF
    }

    /** False if too many replicates had no alpha. */
    public boolean reliable() {
        return undefinedShare <= MOST_UNDEFINED;
    }

    /** The interval that suits the number of units; empty where alpha itself or every replicate is not defined. */
    public static Optional<AlphaInterval> of(
            Ratings ratings, Level level, Bootstrap bootstrap, DoubleConsumer progress) {
        PairableUnits units = PairableUnits.of(ratings);
        SampleAlpha alpha = new SampleAlpha(level, units.profiles());
        if (alpha.of(units.times()).figure().isEmpty()) {
            return Optional.empty();
        }
        return units.units() < FEW_UNITS ? jackknife(units, alpha) : bootstrap(units, alpha, bootstrap, progress);
    }

    /** The middle 95 % of alpha over samples of the units. */
    public static Optional<AlphaInterval> bootstrapped(Ratings ratings, Level level, Bootstrap bootstrap) {
        PairableUnits units = PairableUnits.of(ratings);
        return bootstrap(units, new SampleAlpha(level, units.profiles()), bootstrap, done -> {});
    }

    private static Optional<AlphaInterval> bootstrap(
            PairableUnits units, SampleAlpha alpha, Bootstrap bootstrap, DoubleConsumer progress) {
        if (units.units() == 0) {
            return Optional.empty();
        }
        double[] all = bootstrap
                .run(
                        units.times(),
                        times -> new double[] {alpha.of(times).figure().orElse(Double.NaN)},
                        progress)[0];
        return of(Method.UNIT_BOOTSTRAP, all);
    }

    /** The middle 95 % of replicates, those that are NaN left out; empty if all are. */
    static Optional<AlphaInterval> of(Method method, double[] replicates) {
        double[] defined =
                Arrays.stream(replicates).filter(each -> !Double.isNaN(each)).toArray();
        if (defined.length == 0) {
            return Optional.empty();
        }
        double undefined = 1 - (double) defined.length / replicates.length;
        return Optional.of(new AlphaInterval(method, Quantiles.of(defined).middle95(), undefined));
    }

    private static Optional<AlphaInterval> jackknife(PairableUnits units, SampleAlpha alpha) {
        Jackknife jackknife = Jackknife.of(units, alpha);
        if (jackknife.undefined() > 0 || units.units() < 2) {
            return Optional.empty();
        }
        double reach =
                TDistribution.of(units.units() - 1.0).inverseCumulativeProbability(UPPER) * jackknife.standardError();
        double upper = Math.min(1, jackknife.estimate() + reach);
        double lower = Math.min(upper, jackknife.estimate() - reach);
        return Optional.of(new AlphaInterval(Method.UNIT_JACKKNIFE, new Interval(lower, upper), 0));
    }

    /**
     * Alpha without each unit in turn.
     *
     * @param without {@code [units]}
     * @param estimate mean of the pseudo-values
     * @param undefined units without which alpha is not defined
     */
    record Jackknife(double[] without, double estimate, double standardError, int undefined) {
        static Jackknife of(PairableUnits units, SampleAlpha alpha) {
            int p = units.units();
            int[] times = units.times();
            double whole = alpha.of(times).figure().orElseThrow();
            double[] without = new double[p];
            double[] pseudo = new double[p];
            int undefined = 0;
            for (int u = 0; u < p; u++) {
                times[units.profile()[u]]--;
                without[u] = alpha.of(times).figure().orElse(Double.NaN);
                times[units.profile()[u]]++;
                undefined += Double.isNaN(without[u]) ? 1 : 0;
                pseudo[u] = p * whole - (p - 1) * without[u];
            }
            double mean = Arrays.stream(pseudo).average().orElse(Double.NaN);
            double squares = Arrays.stream(pseudo)
                    .map(each -> (each - mean) * (each - mean))
                    .sum();
            return new Jackknife(without, mean, Math.sqrt(squares / (p - 1) / p), undefined);
        }
    }
}
