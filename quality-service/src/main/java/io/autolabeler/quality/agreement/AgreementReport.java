package io.autolabeler.quality.agreement;

import io.autolabeler.quality.agreement.AlphaIntervals.Choice;
import io.autolabeler.quality.statistics.Bootstrap;
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
 * @param judgement by the lower end of the interval that is reported
 * @param pairable units with at least two ratings, and their ratings
 * @param withoutRater {@code [raters]}: alpha of the others
 * @param pairs of the raters with the most ratings
 * @param disputed the most disputed units first, none that all agree on
 * @param largestShare of the most frequent value among pairable ratings, in [0, 1]
 */
public record AgreementReport(
        Alpha alpha,
        AlphaIntervals intervals,
        Judgement judgement,
        Pairable pairable,
        List<OptionalDouble> withoutRater,
        List<Pair> pairs,
        List<Disputed> disputed,
        double largestShare,
        ManyRaters manyRaters) {
    /** With more raters than these, none is left out in turn. */
    public static final int MOST_RATERS_LEFT_OUT = 200;

    /** With more raters than these, pairs are of those with the most ratings. */
    public static final int MOST_RATERS_PAIRED = RaterPairs.MOST_RATERS;

    private static final int MOST_DISPUTED = 50;
    private static final double INTERVAL_SHARE = 0.7;

    /** Units with at least two ratings, and how many ratings they have. */
    public record Pairable(int units, int ratings) {}

    /** Two raters on the units that both rated; kappa is empty with so many values that they are no categories. */
    public record Pair(int first, int second, int units, OptionalDouble alpha, Optional<CohenKappa> kappa) {}

    /** A unit and the share of its pairs of ratings that disagree, in (0, 1]. */
    public record Disputed(int unit, double disagreement) {}

    /** The report with the interval that suits the ratings; the seed is that of the bootstrap. */
    public static AgreementReport of(Ratings ratings, Level level, long seed, DoubleConsumer progress) {
        return of(ratings, level, Choice.AUTO, seed, progress);
    }

    /** The report; the seed is that of the bootstrap. */
    public static AgreementReport of(Ratings ratings, Level level, Choice choice, long seed, DoubleConsumer progress) {
        Alpha alpha = new KrippendorffAlpha(level).of(ratings);
        Bootstrap bootstrap = new Bootstrap(AlphaInterval.REPLICATES, seed);
        AlphaIntervals intervals =
                AlphaIntervals.of(ratings, level, choice, bootstrap, done -> progress.accept(done * INTERVAL_SHARE));
        PairableUnits units = PairableUnits.of(ratings);
        List<OptionalDouble> without =
                without(ratings, level, done -> progress.accept(INTERVAL_SHARE + (1 - INTERVAL_SHARE) * done));
        progress.accept(1);
        return new AgreementReport(
                alpha,
                intervals,
                Judgement.of(alpha, intervals.reported()),
                new Pairable(units.units(), units.ratings()),
                without,
                new RaterPairs(ratings, level).pairs(),
                disputed(units),
                largestShare(units),
                ManyRaters.of(ratings));
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
