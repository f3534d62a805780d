package io.autolabeler.quality.agreement;

import io.autolabeler.quality.statistics.Bootstrap;
import io.autolabeler.quality.statistics.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The interval that is reported and judged, and what there is beside it.
 *
 * @param reported empty where alpha is not defined, or too few units are there for one
 * @param bootstrap the middle 95 % of alpha over samples of the units, always drawn; empty with fewer than two units
 * @param jackknife where the reported interval comes from it
 */
public record AlphaIntervals(
        Optional<AlphaInterval> reported, Optional<AlphaInterval> bootstrap, Optional<Estimate> jackknife) {
    private static final int FEW_UNITS = 40;

    /** The jackknife's figure, which has less bias than the figure itself, and its standard error. */
    public record Estimate(double value, double standardError) {}

    /** Which interval is reported. Without any observed disagreement it is the exact share, whichever was asked for. */
    public enum Choice {
        /** The jackknife's below 40 units, else the bootstrap's. */
        AUTO,
        BOOTSTRAP,
        /** The bootstrap's where leaving out a unit leaves nothing to tell from chance. */
        JACKKNIFE,
        HAYES_KRIPPENDORFF
    }

    /** The intervals of alpha. */
    public static AlphaIntervals of(
            Ratings ratings, Level level, Choice choice, Bootstrap bootstrap, DoubleConsumer progress) {
        PairableUnits units = PairableUnits.of(ratings);
        AlphaIntervals found = of(units.times(), AlphaInterval.figure(units, level), choice, bootstrap, progress)
                .getFirst();
        Alpha alpha = new SampleAlpha(level, units.profiles()).of(units.times());
        if (alpha instanceof Alpha.Defined defined && defined.observed() == 0) {
            return found.with(Optional.of(ExactShare.of(units)));
        }
        return choice == Choice.HAYES_KRIPPENDORFF
                ? found.with(HayesKrippendorff.interval(ratings, level, bootstrap))
                : found;
    }

    /**
     * The intervals of each of several figures, from the jackknife or bootstrap.
     *
     * @param times {@code [kinds]}: how many units are of each kind
     * @param figures of how many units of each kind a sample holds; NaN where one is not defined
     */
    static List<AlphaIntervals> of(
            int[] times,
            Function<int[], double[]> figures,
            Choice choice,
            Bootstrap bootstrap,
            DoubleConsumer progress) {
        List<Optional<AlphaInterval>> drawn = AlphaInterval.bootstrapped(times, figures, bootstrap, progress);
        boolean few = Arrays.stream(times).sum() < FEW_UNITS;
        if (choice != Choice.JACKKNIFE && !(choice == Choice.AUTO && few)) {
            return drawn.stream()
                    .map(each -> new AlphaIntervals(each, each, Optional.empty()))
                    .toList();
        }
        List<Jackknife> jackknives = AlphaInterval.jackknives(times, figures);
        return IntStream.range(0, drawn.size())
                .mapToObj(figure -> of(jackknives.get(figure), drawn.get(figure)))
                .toList();
    }

    private static AlphaIntervals of(Jackknife jackknife, Optional<AlphaInterval> drawn) {
        Optional<Interval> interval = jackknife.interval();
        if (interval.isEmpty()) {
            return new AlphaIntervals(drawn, drawn, Optional.empty());
        }
        return new AlphaIntervals(
                interval.map(each -> new AlphaInterval(AlphaInterval.Method.UNIT_JACKKNIFE, each, 0)),
                drawn,
                Optional.of(new Estimate(jackknife.estimate(), jackknife.standardError())));
    }

    AlphaIntervals with(Optional<AlphaInterval> other) {
        return new AlphaIntervals(other, bootstrap, Optional.empty());
    }
}
