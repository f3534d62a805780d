package io.autolabeler.quality.calibration;

import io.autolabeler.quality.statistics.LossDifference;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Maps for an annotator, how they do on items they were not fitted on, and whether they may come into force.
 *
 * @param maps fitted on all items; {@link Uncalibrated} where none is better than the confidence as it is
 * @param before the raw confidence's reliability
 * @param after the calibrated confidence's, each item by the maps of the four folds it is not in
 */
public record CalibrationFit(LabelMaps maps, Reliability before, Reliability after, boolean accepted) {
    private static final long SEED = 1;
    private static final int LEAST_HELD = 100;

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
     * Chooses by cross-validation and judges the choice, maps of labels included, on the newest fifth, which then has not been
     * seen, or by the cross-validation itself where that fifth is below 100 items; the maps themselves are fitted on all. Labels
     * get maps of their own if those do better by more than one standard error.
     *
     * @param labels that the annotator chose
     * @param inForce the maps that it would replace
     */
    static CalibrationFit of(ScoredItems oldestFirst, List<String> labels, LabelMaps inForce) {
        CalibrationChoice choice = choice(oldestFirst, CalibrationMethod.candidatesOfAnyLabel(oldestFirst));
        Optional<ScoredItems> byLabel = choice.method()
                .map(method -> LabelMaps.crossFitted(method, oldestFirst, labels))
                .filter(each -> betterThan(choice.crossFitted(), each));
        Fitting fitting = (items, given) -> {
            Calibrator all = choice(items, choice.method().stream().toList()).map();
            return byLabel.isPresent() ? LabelMaps.fit(all, items, given) : new LabelMaps(all);
        };
        ScoredItems crossFitted = byLabel.orElse(choice.crossFitted());
        boolean accepted = oldestFirst.bothOutcomes()
                && acceptance(oldestFirst, labels, fitting, crossFitted, inForce.losses(oldestFirst, labels))
                        .accepted();
        return new CalibrationFit(
                fitting.of(oldestFirst, labels), Reliability.of(oldestFirst), Reliability.of(crossFitted), accepted);
    }

    /** The same items with no map at all, where none is in force and the fitted one did not prove better. */
    CalibrationFit without() {
        return new CalibrationFit(new LabelMaps(new Uncalibrated()), before, before, true);
    }

    /** How the chosen maps are fitted to items. */
    private interface Fitting {
        LabelMaps of(ScoredItems items, List<String> labels);
    }

    private static Acceptance acceptance(
            ScoredItems oldestFirst, List<String> labels, Fitting fitting, ScoredItems crossFitted, double[] inForce) {
        ScoredItems held = Acceptance.held(oldestFirst);
        if (held.size() < LEAST_HELD) {
            return Acceptance.of(crossFitted.losses(new Uncalibrated()), inForce, oldestFirst);
        }
        int seen = oldestFirst.size() - held.size();
        LabelMaps earlier = fitting.of(Acceptance.fitted(oldestFirst), labels.subList(0, seen));
        double[] losses = earlier.losses(held, labels.subList(seen, labels.size()));
        return Acceptance.of(losses, Arrays.copyOfRange(inForce, seen, inForce.length), held);
    }

    private static boolean betterThan(ScoredItems one, ScoredItems other) {
        Calibrator none = new Uncalibrated();
        return LossDifference.of(other.losses(none), one.losses(none)).clear();
    }

    private static CalibrationChoice choice(ScoredItems items, List<CalibrationMethod> methods) {
        return CalibrationChoice.of(items, methods, done -> {});
    }
}
