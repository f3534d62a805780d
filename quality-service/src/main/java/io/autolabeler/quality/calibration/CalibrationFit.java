package io.autolabeler.quality.calibration;

import io.autolabeler.quality.calibration.CalibrationChoice.Candidate;
import java.util.List;

/**
 * A map for an annotator, how it does on items it was not fitted on, and whether it may come into force.
 *
 * @param map fitted on all items; {@link Uncalibrated} where none is better than the confidence as it is
 * @param before the raw confidence's reliability
 * @param after the calibrated confidence's, each item by the map of the four folds it is not in
 */
public record CalibrationFit(Calibrator map, Reliability before, Reliability after, boolean accepted) {
    private static final long SEED = 1;
    private static final int LEAST_HELD = 100;

    /** They know nothing of what a label is called, so that a row's order of labels does not matter. */
    private static final List<CalibrationMethod> OF_ANY_LABEL = List.of(
            CalibrationMethod.TEMPERATURE, CalibrationMethod.PLATT, CalibrationMethod.BETA, CalibrationMethod.ISOTONIC);

    /**
     * How far confidence can be relied on.
     *
     * @param error ECE over 15 bins of equal width
     * @param debiasedError the same less what chance alone adds
     * @param logLoss mean over the items
     */
    public record Reliability(double error, double debiasedError, double logLoss) {
        static Reliability of(ScoredItems items) {
            ReliabilityBins bins = ReliabilityBins.equalWidth(items.outcomes(), ReliabilityMetrics.BINS);
            return new Reliability(
                    bins.expectedError(),
                    bins.debiasedError(SEED),
                    LossDifference.mean(items.losses(new Uncalibrated())));
        }
    }

    /**
     * Chooses by cross-validation and judges the choice on the newest fifth, which then has not been seen, or by the
     * cross-validation itself where that fifth is below 100 items; the map itself is fitted on all.
     *
     * @param inForce the map that it would replace
     */
    static CalibrationFit of(ScoredItems oldestFirst, Calibrator inForce) {
        CalibrationChoice choice = choice(oldestFirst, methods(oldestFirst));
        return new CalibrationFit(
                choice.map(),
                Reliability.of(oldestFirst),
                Reliability.of(choice.crossFitted()),
                acceptance(oldestFirst, choice, inForce).accepted() && bothOutcomes(oldestFirst));
    }

    private static Acceptance acceptance(ScoredItems oldestFirst, CalibrationChoice choice, Calibrator inForce) {
        ScoredItems held = Acceptance.held(oldestFirst);
        if (held.size() < LEAST_HELD) {
            return Acceptance.ofFew(choice.crossFitted(), inForce, oldestFirst);
        }
        List<CalibrationMethod> chosen = choice.candidates().stream()
                .map(Candidate::method)
                .filter(method -> method.id().equals(choice.map().stored().method()))
                .toList();
        Calibrator earlier = choice(Acceptance.fitted(oldestFirst), chosen).map();
        return Acceptance.of(earlier, inForce, held);
    }

    /** The same items with no map at all, where none is in force and the fitted one did not prove better. */
    CalibrationFit without() {
        return new CalibrationFit(new Uncalibrated(), before, before, true);
    }

    private static CalibrationChoice choice(ScoredItems items, List<CalibrationMethod> methods) {
        return CalibrationChoice.of(items, methods, done -> {});
    }

    private static List<CalibrationMethod> methods(ScoredItems items) {
        return CalibrationMethod.candidates(items).stream()
                .filter(OF_ANY_LABEL::contains)
                .toList();
    }

    /** Without a right and a wrong label there is nothing to learn of how often it is right. */
    private static boolean bothOutcomes(ScoredItems items) {
        boolean first = items.size() > 0 && items.correct()[0];
        for (boolean each : items.correct()) {
            if (each != first) {
                return true;
            }
        }
        return false;
    }
}
