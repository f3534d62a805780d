package io.autolabeler.quality.labelerror;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Scores of items that are judged in parts: several labels, tokens, or a number. */
public final class PartScores {
    private static final double WORST_SHARE = 0.8;

    private PartScores() {}

    /** The worst part's score: of a sentence, its least supported token; 1 for no parts. */
    public static double worst(double... parts) {
        return Arrays.stream(parts).min().orElse(1);
    }

    /**
     * A mean of the parts in which the worst counts .8, the next .8 of what is left, and so on; 1 for no parts.
     *
     * <p>Source: A. Thyagarajan, E. Snorrason, C. Northcutt, J. Mueller, "Identifying Incorrect Annotations in Multi-Label
     * Classification Data", 2022, section 3 (exponential moving average).
     */
    public static double mostlyWorst(double... parts) {
        double[] rising = parts.clone();
        Arrays.sort(rising);
        double mean = rising.length == 0 ? 1 : rising[rising.length - 1];
        for (int i = rising.length - 2; i >= 0; i--) {
            mean = WORST_SHARE * rising[i] + (1 - WORST_SHARE) * mean;
        }
        return mean;
    }

    /**
     * How near a number is to its out-of-sample prediction, in (0, 1].
     *
     * @param spread standard deviation of the differences of all items, above 0
     */
    public static double number(double given, double predicted, double spread) {
        if (!(spread > 0)) {
            throw new IllegalArgumentException("spread must be above 0, got " + spread);
        }
        return Math.exp(-Math.abs(given - predicted) / spread);
    }

    /**
     * {@code [labels]}: for labels that may hold together, each as a question of its own, with class 1 for given and 0 for
     * not.
     *
     * @param given {@code [items][labels]}
     * @param probabilities {@code [items][labels]} out of sample
     */
    public static GivenLabels[] questions(boolean[][] given, double[][] probabilities) {
        int labels = given.length == 0 ? 0 : given[0].length;
        return IntStream.range(0, labels)
                .mapToObj(k -> GivenLabels.of(
                        Arrays.stream(given).mapToInt(row -> row[k] ? 1 : 0).toArray(),
                        Arrays.stream(probabilities)
                                .map(row -> new double[] {1 - row[k], row[k]})
                                .toArray(double[][]::new),
                        GivenLabels.Source.OUT_OF_SAMPLE))
                .toArray(GivenLabels[]::new);
    }
}
