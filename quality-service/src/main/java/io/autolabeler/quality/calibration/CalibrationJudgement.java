package io.autolabeler.quality.calibration;

import java.util.function.DoubleConsumer;

/**
 * A map fitted on some items and judged on others.
 *
 * @param choice the map, with the methods that were tried
 * @param confidence seen at the chosen label
 * @param distributions of whole distributions
 */
public record CalibrationJudgement(
        CalibrationChoice choice, Compared<ReliabilityReport> confidence, Compared<DistributionReport> distributions) {
    /** The same figures without and with the map, on items that the map was not fitted on. */
    public record Compared<T>(T before, T after) {}

    /** Chooses a method on the first items and judges it on the second. */
    public static CalibrationJudgement of(ScoredItems fitted, ScoredItems judged, long seed, DoubleConsumer progress) {
        CalibrationChoice choice = CalibrationChoice.of(fitted, progress);
        return of(choice, judged, judged.calibrated(choice.map()), seed);
    }

    /** Chooses a method by cross-validation and judges it on the same items, each by a map that has not seen it. */
    public static CalibrationJudgement crossFitted(ScoredItems items, long seed, DoubleConsumer progress) {
        CalibrationChoice choice = CalibrationChoice.of(items, progress);
        return of(choice, items, choice.crossFitted(), seed);
    }

    private static CalibrationJudgement of(
            CalibrationChoice choice, ScoredItems judged, ScoredItems calibrated, long seed) {
        return new CalibrationJudgement(
                choice,
                new Compared<>(
                        ReliabilityReport.of(judged.outcomes(), seed),
                        ReliabilityReport.of(calibrated.outcomes(), seed)),
                new Compared<>(DistributionReport.of(judged), DistributionReport.of(calibrated)));
    }

    /** The map as it is stored, with its method's name. */
    public StoredMap map() {
        return choice.map().stored();
    }
}
