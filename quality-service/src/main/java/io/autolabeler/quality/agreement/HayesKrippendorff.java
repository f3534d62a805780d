package io.autolabeler.quality.agreement;

import io.autolabeler.quality.agreement.AlphaInterval.Method;
import io.autolabeler.quality.statistics.Bootstrap;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The interval of alpha that papers usually report, to compare with them: cells of the coincidence matrix are drawn as if
 * pairs of one unit had nothing to do with each other, and expected disagreement stays as it is. Below some hundred units
 * it misses the truth too often, and beyond that it hardly shrinks; {@link AlphaInterval#of} does neither.
 *
 * <p>Source: A. F. Hayes and K. Krippendorff, "Answering the Call for a Standard Reliability Measure for Coding Data",
 * Communication Methods and Measures 1, 2007; K. Krippendorff, "Algorithm for Bootstrapping a Distribution of Alpha", 2006.
 */
public final class HayesKrippendorff {
    private static final int DRAWS_PER_CELL = 25;

    /** {@code [cells]} that are not empty: squared difference over expected disagreement, 0 on the diagonal. */
    private final double[] difference;
    /** {@code [cells]}: share of the cells up to here. */
    private final double[] cumulated;

    private HayesKrippendorff(double[] difference, double[] cumulated) {
        this.difference = difference;
        this.cumulated = cumulated;
    }

    /** The interval; empty where alpha is not defined. */
    public static Optional<AlphaInterval> interval(Ratings ratings, Level level, Bootstrap bootstrap) {
        KrippendorffAlpha alpha = new KrippendorffAlpha(level);
        if (!(alpha.of(ratings) instanceof Alpha.Defined(double value, double observed, double expected))) {
            return Optional.empty();
        }
        double[][] pairs = alpha.coincidences(ratings);
        double[] counts = Arrays.stream(pairs)
                .mapToDouble(row -> Arrays.stream(row).sum())
                .toArray();
        HayesKrippendorff cells = of(pairs, level.squaredDifferences(ratings.values(), counts), expected);
        double n = Arrays.stream(counts).sum();
        long draws =
                Math.min((long) DRAWS_PER_CELL * cells.difference.length, Math.round((ratings.raters() - 1) * n / 2));
        double[] replicates = new double[bootstrap.replicates()];
        SplittableRandom random = new SplittableRandom(bootstrap.seed());
        for (int b = 0; b < replicates.length; b++) {
            replicates[b] = cells.replicate(draws, random.split());
        }
        return AlphaInterval.of(Method.HAYES_KRIPPENDORFF, replicates);
    }

    private static HayesKrippendorff of(double[][] pairs, double[][] squares, double expected) {
        double[] difference = new double[pairs.length * pairs.length];
        double[] cumulated = new double[difference.length];
        double sum = 0;
        int size = 0;
        for (int c = 0; c < pairs.length; c++) {
            for (int k = 0; k < pairs.length; k++) {
                if (pairs[c][k] > 0) {
                    sum += pairs[c][k];
                    difference[size] = squares[c][k] / expected;
                    cumulated[size++] = sum;
                }
            }
        }
        for (int cell = 0; cell < size; cell++) {
            cumulated[cell] /= sum;
        }
        return new HayesKrippendorff(Arrays.copyOf(difference, size), Arrays.copyOf(cumulated, size));
    }

    /** At least -1; 0 where all draws hit one and the same value, which shows no variation. */
    private double replicate(long draws, SplittableRandom random) {
        double sum = 0;
        int first = -1;
        boolean alike = true;
        for (long draw = 0; draw < draws; draw++) {
            int found = Arrays.binarySearch(cumulated, random.nextDouble());
            int cell = Math.min(found >= 0 ? found + 1 : -found - 1, cumulated.length - 1);
            first = draw == 0 ? cell : first;
            alike &= cell == first;
            sum += difference[cell];
        }
        return alike && sum == 0 ? 0 : Math.max(-1, 1 - sum / draws);
    }
}
