package io.autolabeler.quality.agreement;

import io.autolabeler.quality.statistics.Bootstrap;
import io.autolabeler.quality.statistics.Share;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

/**
 * All there is to say of how far raters agree.
 *
 * @param interval empty where alpha is not defined, or too few units are there for one
 * @param judgement by the interval's lower end; where no unit is disputed, by how many of such units may still be
 * @param pairable units with at least two ratings, and their ratings
 * @param withoutRater {@code [raters]}: alpha of the others
 * @param pairs of the raters with the most ratings
 * @param disputed the most disputed units first, none that all agree on
 * @param largestShare of the most frequent value among pairable ratings, in [0, 1]
 */
public record AgreementReport(
        Alpha alpha,
        Optional<AlphaInterval> interval,
        Judgement judgement,
        Pairable pairable,
        List<OptionalDouble> withoutRater,
        List<Pair> pairs,
        List<Disputed> disputed,
        double largestShare,
        ManyRaters manyRaters) {
    private static final int MOST_RATERS_LEFT_OUT = 200;
    private static final int MOST_DISPUTED = 50;
    private static final double INTERVAL_SHARE = 0.7;
    private static final double MISS = 0.025;

    /** Units with at least two ratings, and how many ratings they have. */
    public record Pairable(int units, int ratings) {}

    /** Two raters on the units that both rated. */
    public record Pair(int first, int second, int units, OptionalDouble alpha) {}

    /** A unit and the share of its pairs of ratings that disagree, in (0, 1]. */
    public record Disputed(int unit, double disagreement) {}

    /** The report; the seed is that of the bootstrap. */
    public static AgreementReport of(Ratings ratings, Level level, long seed, DoubleConsumer progress) {
        Alpha alpha = new KrippendorffAlpha(level).of(ratings);
        Bootstrap bootstrap = new Bootstrap(AlphaInterval.REPLICATES, seed);
        Optional<AlphaInterval> interval =
                AlphaInterval.of(ratings, level, bootstrap, done -> progress.accept(done * INTERVAL_SHARE));
        PairableUnits units = PairableUnits.of(ratings);
        List<OptionalDouble> without =
                without(ratings, level, done -> progress.accept(INTERVAL_SHARE + (1 - INTERVAL_SHARE) * done));
        progress.accept(1);
        return new AgreementReport(
                alpha,
                interval,
                judgement(alpha, interval, units.units()),
                new Pairable(units.units(), units.ratings()),
                without,
                new RaterPairs(ratings, level).alphas(),
                disputed(units),
                largestShare(units),
                ManyRaters.of(ratings));
    }

    private static Judgement judgement(Alpha alpha, Optional<AlphaInterval> interval, int units) {
        if (!(alpha instanceof Alpha.Defined defined)) {
            return Judgement.UNDEFINED;
        }
        if (defined.observed() == 0) {
            // Samples of units that all agree have no spread. As many more may still be labelled by chance.
            return Judgement.of(1 - new Share(0, units).upperBound(MISS));
        }
        // Without an interval a small sample proves nothing.
        return interval.map(each -> Judgement.of(each.interval().lower())).orElse(Judgement.UNRELIABLE);
    }

    private static List<OptionalDouble> without(Ratings ratings, Level level, DoubleConsumer progress) {
        return ratings.raters() <= MOST_RATERS_LEFT_OUT
                ? WithoutRater.of(ratings).alphas(level, progress)
                : Collections.nCopies(ratings.raters(), OptionalDouble.empty());
    }

    private static List<Disputed> disputed(PairableUnits units) {
        return IntStream.range(0, units.units())
                .mapToObj(u -> new Disputed(units.ids()[u], units.profiles().disagreement(units.profile()[u])))
                .filter(each -> each.disagreement > 0)
                .sorted(Comparator.comparingDouble(Disputed::disagreement).reversed())
                .limit(MOST_DISPUTED)
                .toList();
    }

    private static double largestShare(PairableUnits units) {
        double[] counts = units.profiles().counts(units.times());
        double all = Arrays.stream(counts).sum();
        return all == 0 ? 0 : Arrays.stream(counts).max().orElse(0) / all;
    }
}
