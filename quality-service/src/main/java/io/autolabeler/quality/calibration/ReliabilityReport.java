package io.autolabeler.quality.calibration;

import io.autolabeler.quality.calibration.OutcomeScores.Spiegelhalter;
import io.autolabeler.quality.statistics.Interval;
import io.autolabeler.quality.statistics.Quantiles;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * All there is to say of confidence at the chosen label.
 *
 * @param size how many items, and how many of equal weight would say as much
 * @param errors gaps between confidence and accuracy
 * @param brier mean squared distance between confidence and correctness, in [0, 1]
 * @param logLoss of the confidence
 * @param sharpness variance of the confidence
 * @param auroc how probably a right item has more confidence than a wrong one; empty for one outcome only
 * @param spiegelhalter a test of the claimed confidence; empty where it says nothing
 * @param diagram 15 bins of equal width
 */
public record ReliabilityReport(
        Size size,
        Errors errors,
        double brier,
        double logLoss,
        double sharpness,
        OptionalDouble auroc,
        Optional<Spiegelhalter> spiegelhalter,
        ReliabilityBins diagram) {
    private static final int RESAMPLES = 1_000;
    private static final int FEW = 10;

    /** Items, and their effective number. */
    public record Size(int items, double effective) {}

    /**
     * Calibration errors over 15 bins; judge by the debiased ones, since a perfect model's plain error is well above 0 on
     * few items.
     *
     * @param equalWidth the usual ECE
     * @param equalMass over bins of equally many items
     * @param sweep over as many bins of equal mass as accuracy keeps rising
     * @param debiased the usual ECE less what chance makes of it
     * @param debiasedRoot root of the debiased mean squared gap, over bins of equal mass
     * @param maximum the largest gap of a bin of equal width
     * @param maximumOfTen the largest gap of a bin with at least 10 items
     */
    public record Errors(
            double equalWidth,
            double equalMass,
            double sweep,
            double debiased,
            double debiasedRoot,
            double maximum,
            double maximumOfTen) {
        static Errors of(Outcomes outcomes, long seed) {
            ReliabilityBins width = ReliabilityBins.equalWidth(outcomes, ReliabilityMetrics.BINS);
            ReliabilityBins mass = ReliabilityBins.equalMass(outcomes, ReliabilityMetrics.BINS);
            return new Errors(
                    width.expectedError(),
                    mass.expectedError(),
                    ReliabilityBins.sweep(outcomes).expectedError(),
                    width.debiasedError(seed),
                    Math.sqrt(Math.max(0, mass.debiasedSquare())),
                    width.maximumError(1),
                    width.maximumError(FEW));
        }
    }

    /** The report; all 0 for no items. The seed is that of the debiased error. */
    public static ReliabilityReport of(Outcomes outcomes, long seed) {
        return new ReliabilityReport(
                new Size(outcomes.size(), outcomes.effectiveSize()),
                Errors.of(outcomes, seed),
                OutcomeScores.brier(outcomes),
                OutcomeScores.logLoss(outcomes),
                OutcomeScores.sharpness(outcomes),
                OutcomeScores.auroc(outcomes),
                OutcomeScores.spiegelhalter(outcomes),
                ReliabilityBins.equalWidth(outcomes, ReliabilityMetrics.BINS));
    }

    /** The middle 95 % of a figure over 1,000 resamples of the items, of which there must be one. */
    public static Interval interval(Outcomes outcomes, ToDoubleFunction<Outcomes> figure, long seed) {
        return Quantiles.of(resampled(outcomes, figure, RESAMPLES, seed)).middle95();
    }

    /** A figure over resamples of the items. */
    static double[] resampled(Outcomes outcomes, ToDoubleFunction<Outcomes> figure, int resamples, long seed) {
        if (outcomes.size() == 0) {
            throw new IllegalArgumentException("outcomes must not be empty");
        }
        var random = new SplittableRandom(seed);
        double[] figures = new double[resamples];
        for (int r = 0; r < figures.length; r++) {
            int[] drawn = random.ints(outcomes.size(), 0, outcomes.size()).toArray();
            figures[r] = figure.applyAsDouble(outcomes.pick(drawn));
        }
        return figures;
    }
}
