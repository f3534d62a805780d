package io.autolabeler.quality.certification;

import io.autolabeler.quality.calibration.LogisticRegression;
import io.autolabeler.quality.calibration.LogisticRegression.Problem;
import io.autolabeler.quality.statistics.Interval;
import io.autolabeler.quality.statistics.Quantiles;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The probability that a label is right, by logistic regression on whatever is known of it: confidence, margin, votes,
 * length. A ranking; calibrate it before showing it.
 *
 * @param centres {@code [features]}: means of the items it was fitted on
 * @param scales {@code [features]}: their standard deviations, 1 for a feature that does not vary
 * @param weights {@code [features + 1]}: the intercept comes last
 */
public record RoutingScore(double[] centres, double[] scales, double[] weights) {
    private static final int LEAST_ITEMS = 300;
    private static final int FOLDS = 5;
    private static final int RESAMPLES = 500;
    private static final double RIDGE = 1;

    /**
     * How it does against the plain confidence.
     *
     * @param score fitted on all items; kept only if it ranks better for certain
     * @param gain 95 % interval of how much less risk its ranking has (AURC), on items that it had not seen
     */
    public record Trial(RoutingScore score, Interval gain) {
        public boolean kept() {
            return gain.lower() > 0;
        }
    }

    /**
     * The score and its trial; empty for fewer than 300 items, where the confidence itself is the score.
     *
     * @param features {@code [items][features]}, finite
     * @param confidence {@code [items]}: the ranking to beat
     */
    public static Optional<Trial> fit(double[][] features, double[] confidence, boolean[] wrong, long seed) {
        if (features.length < LEAST_ITEMS) {
            return Optional.empty();
        }
        double[] crossFitted = new double[wrong.length];
        for (int fold = 0; fold < FOLDS; fold++) {
            int held = fold;
            RoutingScore score = fit(features, wrong, all(wrong.length, i -> i % FOLDS != held));
            for (int i = fold; i < wrong.length; i += FOLDS) {
                crossFitted[i] = score.of(features[i]);
            }
        }
        RoutingScore score = fit(features, wrong, all(wrong.length, i -> true));
        return Optional.of(new Trial(score, gain(crossFitted, confidence, wrong, seed)));
    }

    /** The probability for an item's features, above 0 and below 1. */
    public double of(double[] features) {
        double[] row = new double[weights.length];
        for (int f = 0; f < features.length; f++) {
            row[f] = (features[f] - centres[f]) / scales[f];
        }
        row[features.length] = 1;
        return new LogisticRegression(weights, 0, true).probability(row);
    }

    private static int[] all(int items, IntPredicate passes) {
        return IntStream.range(0, items).filter(passes).toArray();
    }

    private static RoutingScore fit(double[][] features, boolean[] wrong, int[] items) {
        int width = features[0].length;
        double[][] columns = new double[width + 1][items.length];
        double[] centres = new double[width];
        double[] scales = new double[width];
        double[] ridge = new double[width + 1];
        Arrays.fill(ridge, 0, width, RIDGE);
        Arrays.fill(columns[width], 1);
        for (int f = 0; f < width; f++) {
            int feature = f;
            columns[f] =
                    Arrays.stream(items).mapToDouble(i -> features[i][feature]).toArray();
            centres[f] = Arrays.stream(columns[f]).average().orElse(0);
            scales[f] = standardise(columns[f], centres[f]);
        }
        double[] targets =
                Arrays.stream(items).mapToDouble(i -> wrong[i] ? 0 : 1).toArray();
        Problem problem = new Problem(columns, targets, ridge);
        return new RoutingScore(
                centres,
                scales,
                LogisticRegression.fit(problem, new double[width + 1]).weights());
    }

    private static double standardise(double[] column, double centre) {
        double squares = 0;
        for (double each : column) {
            squares += (each - centre) * (each - centre);
        }
        double scale = squares > 0 ? Math.sqrt(squares / column.length) : 1;
        for (int i = 0; i < column.length; i++) {
            column[i] = (column[i] - centre) / scale;
        }
        return scale;
    }

    private static Interval gain(double[] score, double[] confidence, boolean[] wrong, long seed) {
        var random = new SplittableRandom(seed);
        double[] gains = new double[RESAMPLES];
        for (int r = 0; r < RESAMPLES; r++) {
            int[] drawn = random.ints(wrong.length, 0, wrong.length).toArray();
            gains[r] = area(confidence, wrong, drawn) - area(score, wrong, drawn);
        }
        return Quantiles.of(gains).middle95();
    }

    private static double area(double[] scores, boolean[] wrong, int[] items) {
        boolean[] outcomes = new boolean[items.length];
        for (int i = 0; i < items.length; i++) {
            outcomes[i] = wrong[items[i]];
        }
        double[] picked = Arrays.stream(items).mapToDouble(i -> scores[i]).toArray();
        return RiskCoverage.of(ValidationSet.of(picked, outcomes)).aurc();
    }
}
