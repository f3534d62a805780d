package io.autolabeler.quality.certification;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Short lists of labels that hold the true one with probability at least {@code 1 - miss}, over items of one stream.
 *
 * <p>Source: M. Sadinle, J. Lei, L. Wasserman, "Least Ambiguous Set-Valued Classifiers with Bounded Error Levels", JASA
 * 114, 2019 (LAC); Y. Romano, M. Sesia, E. J. Candès, "Classification with Valid and Adaptive Coverage", NeurIPS 2020
 * (APS, here without its random draw); A. N. Angelopoulos et al., "Uncertainty Sets for Image Classifiers using Conformal
 * Prediction", ICLR 2021 (RAPS).
 *
 * @param limits {@code [labels]}: a label is on the list when its score is at most this; positive infinity lists it always
 */
public record PredictionSets(Score score, double[] limits) {
    private static final double TOLERANCE = 1e-12;
    private static final double RANK_PENALTY = 0.01;
    private static final int FREE_RANKS = 5;
    private static final int MOST_CHOICES = 3;

    /** How badly a label fits an item. */
    public enum Score {
        /** One less the label's probability: the shortest lists, some of them empty. */
        LAC,
        /** The probability of all labels down to this one: never an empty list. */
        APS,
        /** The same with a penalty on ranks after the fifth. */
        RAPS
    }

    /** Where an item goes. */
    public enum Route {
        /** One label: may be accepted if its score reaches a certified threshold. */
        CANDIDATE,
        /** Two or three labels: a reviewer picks one. */
        REVIEW,
        /** None, or too many. */
        EXPERT
    }

    /**
     * Lists from items with a known truth; with too few of them, all labels are listed.
     *
     * @param probabilities {@code [items][labels]}, rows of equal length
     * @param truth {@code [items]}; negative: a label without a probability, which no list holds
     * @param miss above 0 and below 1
     */
    public static PredictionSets fit(Score score, double[][] probabilities, int[] truth, double miss) {
        double[] scores = scores(score, probabilities, truth, miss);
        double[] limits = new double[probabilities.length == 0 ? 0 : probabilities[0].length];
        Arrays.fill(limits, limit(scores, miss));
        return new PredictionSets(score, limits);
    }

    /**
     * Lists that hold the true label so often for every true label by itself; a label with fewer than {@code 1 / miss}
     * items shares the limit of all.
     *
     * <p>Source: V. Vovk, "Conditional Validity of Inductive Conformal Predictors", Machine Learning 92, 2013 (Mondrian).
     */
    public static PredictionSets fitByLabel(Score score, double[][] probabilities, int[] truth, double miss) {
        double[] scores = scores(score, probabilities, truth, miss);
        double[] limits = fit(score, probabilities, truth, miss).limits;
        for (int k = 0; k < limits.length; k++) {
            int label = k;
            double[] own = IntStream.range(0, truth.length)
                    .filter(i -> truth[i] == label)
                    .mapToDouble(i -> scores[i])
                    .toArray();
            limits[k] = own.length >= 1 / miss ? limit(own, miss) : limits[k];
        }
        return new PredictionSets(score, limits);
    }

    /** The labels on the item's list, by their number. */
    public int[] list(double[] probabilities) {
        if (probabilities.length != limits.length) {
            throw new IllegalArgumentException(
                    "probabilities must be " + limits.length + ", got " + probabilities.length);
        }
        int top = score == Score.LAC ? -1 : ranked(probabilities)[0];
        return IntStream.range(0, limits.length)
                .filter(k -> k == top || of(score, probabilities, k) <= limits[k] + TOLERANCE)
                .toArray();
    }

    /** Where an item with so many labels on its list goes. */
    public static Route route(int listed) {
        if (listed == 1) {
            return Route.CANDIDATE;
        }
        return listed == 0 || listed > MOST_CHOICES ? Route.EXPERT : Route.REVIEW;
    }

    private static double[] scores(Score score, double[][] probabilities, int[] truth, double miss) {
        if (!(miss > 0 && miss < 1)) {
            throw new IllegalArgumentException("miss must be above 0 and below 1, got " + miss);
        }
        if (probabilities.length != truth.length) {
            throw new IllegalArgumentException(
                    "truth must be as many as probabilities, got " + truth.length + " and " + probabilities.length);
        }
        return IntStream.range(0, truth.length)
                .mapToDouble(i -> truth[i] < 0 ? Double.POSITIVE_INFINITY : of(score, probabilities[i], truth[i]))
                .toArray();
    }

    private static double of(Score score, double[] probabilities, int label) {
        if (score == Score.LAC) {
            return 1 - probabilities[label];
        }
        double sum = 0;
        int rank = 0;
        for (int each : ranked(probabilities)) {
            sum += probabilities[each];
            rank++;
            if (each == label) {
                break;
            }
        }
        return sum + (score == Score.RAPS ? RANK_PENALTY * Math.max(0, rank - FREE_RANKS) : 0);
    }

    /** Labels by falling probability, the lower number first among equal ones. */
    private static int[] ranked(double[] probabilities) {
        return IntStream.range(0, probabilities.length)
                .boxed()
                .sorted((a, b) -> Double.compare(probabilities[b], probabilities[a]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * A score that all but a share {@code miss} of true labels keep within; positive infinity for too few of them.
     *
     * @param scores of the true labels of some items
     */
    static double limit(double[] scores, double miss) {
        int rank = (int) Math.ceil((scores.length + 1) * (1 - miss) - 1e-9);
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        return rank > sorted.length ? Double.POSITIVE_INFINITY : sorted[Math.max(1, rank) - 1];
    }

    /** The limit that all labels share; empty where they have limits of their own. */
    public Optional<Double> limit() {
        return Arrays.stream(limits).distinct().count() == 1 ? Optional.of(limits[0]) : Optional.empty();
    }
}
