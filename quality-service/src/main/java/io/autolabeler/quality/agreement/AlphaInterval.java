package io.autolabeler.quality.agreement;

import io.autolabeler.quality.statistics.Bootstrap;
import io.autolabeler.quality.statistics.Interval;
import io.autolabeler.quality.statistics.Quantiles;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Where alpha lies with 95 %, taking units as what was sampled: ratings of one unit hang together.
 *
 * <p>Source: the unit bootstrap of B. Efron, 1979; below 40 units the jackknife of J. Hughes, "On Estimators of
 * Inter-Rater Agreement", arXiv 2210.13265, 2022. Which one is reported when, is {@link AlphaIntervals}' matter.
 *
 * @param method how it was made
 * @param undefinedShare share of the replicates that had no alpha of their own, left out
 */
public record AlphaInterval(Method method, Interval interval, double undefinedShare) {
    /** How many bootstrap replicates are drawn unless another number is said. */
    public static final int REPLICATES = 2_000;

    private static final double MOST_UNDEFINED = 0.05;

    /** How an interval was made. */
    public enum Method {
        UNIT_BOOTSTRAP,
        UNIT_JACKKNIFE,
        /** Only to compare with papers: too narrow for few units, too wide for many. */
        HAYES_KRIPPENDORFF,
        /** From how many units may be labelled by chance although none of them is disputed. */
        EXACT_SHARE
    }

    /** False if too many replicates had no alpha. */
    public boolean reliable() {
        return undefinedShare <= MOST_UNDEFINED;
    }

    /** The interval that suits the ratings; empty where alpha itself or every replicate is not defined. */
    public static Optional<AlphaInterval> of(
            Ratings ratings, Level level, Bootstrap bootstrap, DoubleConsumer progress) {
        return AlphaIntervals.of(ratings, level, AlphaIntervals.Choice.AUTO, bootstrap, progress)
                .reported();
    }

    /** The middle 95 % of alpha over samples of the units. */
    public static Optional<AlphaInterval> bootstrapped(Ratings ratings, Level level, Bootstrap bootstrap) {
        PairableUnits units = PairableUnits.of(ratings);
        return bootstrapped(units.times(), figure(units, level), bootstrap, done -> {})
                .getFirst();
    }

    /** The same of each of several figures; empty with fewer than two units. */
    static List<Optional<AlphaInterval>> bootstrapped(
            int[] times, Function<int[], double[]> figures, Bootstrap bootstrap, DoubleConsumer progress) {
        double[] whole = figures.apply(times);
        if (Arrays.stream(times).sum() < 2) {
            return IntStream.range(0, whole.length)
                    .mapToObj(figure -> Optional.<AlphaInterval>empty())
                    .toList();
        }
        double[][] replicates = bootstrap.run(times, figures, progress);
        return IntStream.range(0, whole.length)
                .mapToObj(figure -> Double.isNaN(whole[figure])
                        ? Optional.<AlphaInterval>empty()
                        : of(Method.UNIT_BOOTSTRAP, replicates[figure]))
                .toList();
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

    /** The jackknife of each figure. */
    static List<Jackknife> jackknives(int[] times, Function<int[], double[]> figures) {
        double[] whole = figures.apply(times);
        double[][] without = new double[whole.length][times.length];
        int[] left = times.clone();
        for (int kind = 0; kind < times.length; kind++) {
            if (times[kind] > 0) {
                left[kind]--;
                double[] each = figures.apply(left);
                left[kind]++;
                for (int figure = 0; figure < whole.length; figure++) {
                    without[figure][kind] = each[figure];
                }
            }
        }
        return IntStream.range(0, whole.length)
                .mapToObj(figure -> Jackknife.of(whole[figure], without[figure], times))
                .toList();
    }

    static Function<int[], double[]> figure(PairableUnits units, Level level) {
        SampleAlpha alpha = SampleAlpha.forSamples(level, units.profiles(), units.times());
        return times -> new double[] {alpha.of(times).figure().orElse(Double.NaN)};
    }
}
