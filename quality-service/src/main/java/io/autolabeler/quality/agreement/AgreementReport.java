package io.autolabeler.quality.agreement;

import io.autolabeler.quality.statistics.Bootstrap;
import java.util.ArrayList;
import java.util.Arrays;
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
    private static final int MOST_RATERS_PAIRED = 30;
    private static final int MOST_RATERS_LEFT_OUT = 200;
    private static final int MOST_DISPUTED = 50;
    private static final double INTERVAL_SHARE = 0.7;

    /** Units with at least two ratings, and how many ratings they have. */
    public record Pairable(int units, int ratings) {}

    /** Two raters on the units that both rated. */
    public record Pair(int first, int second, int units, OptionalDouble alpha) {}

    /** A unit and the share of its pairs of ratings that disagree, in (0, 1]. */
    public record Disputed(int unit, double disagreement) {}

    /** The report; the seed is that of the bootstrap. */
    public static AgreementReport of(Ratings ratings, Level level, long seed, DoubleConsumer progress) {
        KrippendorffAlpha krippendorff = new KrippendorffAlpha(level);
        Alpha alpha = krippendorff.of(ratings);
        Bootstrap bootstrap = new Bootstrap(AlphaInterval.REPLICATES, seed);
        Optional<AlphaInterval> interval =
                AlphaInterval.of(ratings, level, bootstrap, done -> progress.accept(done * INTERVAL_SHARE));
        UnitCounts units = UnitCounts.of(ratings);
        List<OptionalDouble> without = withoutEach(ratings, krippendorff, progress);
        progress.accept(1);
        return new AgreementReport(
                alpha,
                interval,
                judgement(alpha, interval),
                new Pairable(units.units(), Arrays.stream(units.ratings()).sum()),
                without,
                pairs(ratings, krippendorff),
                disputed(units),
                largestShare(units),
                ManyRaters.of(ratings));
    }

    private static Judgement judgement(Alpha alpha, Optional<AlphaInterval> interval) {
        if (!(alpha instanceof Alpha.Defined)) {
            return Judgement.UNDEFINED;
        }
        // Without an interval a small sample proves nothing.
        return interval.map(each -> Judgement.of(each.interval().lower())).orElse(Judgement.UNRELIABLE);
    }

    private static List<OptionalDouble> withoutEach(Ratings ratings, KrippendorffAlpha alpha, DoubleConsumer progress) {
        List<OptionalDouble> without = new ArrayList<>();
        boolean few = ratings.raters() <= MOST_RATERS_LEFT_OUT;
        for (int rater = 0; rater < ratings.raters(); rater++) {
            int left = rater;
            without.add(few ? alpha.of(ratings.only(each -> each != left)).figure() : OptionalDouble.empty());
            progress.accept(INTERVAL_SHARE + (1 - INTERVAL_SHARE) * (rater + 1) / ratings.raters());
        }
        return without;
    }

    private static List<Pair> pairs(Ratings ratings, KrippendorffAlpha alpha) {
        int[] counts = ratings.byRater();
        int[] busiest = IntStream.range(0, counts.length)
                .boxed()
                .sorted(Comparator.comparingInt(rater -> -counts[rater]))
                .limit(MOST_RATERS_PAIRED)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        Ratings some = ratings.only(rater -> Arrays.binarySearch(busiest, rater) >= 0);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < busiest.length; i++) {
            for (int j = i + 1; j < busiest.length; j++) {
                int first = busiest[i];
                int second = busiest[j];
                Ratings both = some.only(rater -> rater == first || rater == second);
                int units = UnitCounts.of(both).units();
                if (units > 0) {
                    pairs.add(new Pair(first, second, units, alpha.of(both).figure()));
                }
            }
        }
        return pairs;
    }

    private static List<Disputed> disputed(UnitCounts units) {
        return IntStream.range(0, units.units())
                .filter(u -> units.disagreements()[u] > 0)
                .mapToObj(u -> new Disputed(units.ids()[u], units.disagreements()[u]))
                .sorted(Comparator.comparingDouble(Disputed::disagreement).reversed())
                .limit(MOST_DISPUTED)
                .toList();
    }

    private static double largestShare(UnitCounts units) {
        long[] counts = new long[units.values().length];
        for (int c = 0; c < units.value().length; c++) {
            counts[units.value()[c]] += units.count()[c];
        }
        long all = Arrays.stream(counts).sum();
        return all == 0 ? 0 : (double) Arrays.stream(counts).max().orElse(0) / all;
    }
}
