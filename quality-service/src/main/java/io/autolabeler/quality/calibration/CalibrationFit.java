package io.autolabeler.quality.calibration;

import java.util.List;

/**
 * A temperature and how it does on items it was not fitted on.
 *
 * @param map fitted on all items
 * @param before the raw confidence's reliability
 * @param after the calibrated confidence's, each item by the map of the four folds it is not in
 * @param logLossBefore of the raw distributions
 * @param logLossAfter of the calibrated ones, cross-fitted
 * @param bothOutcomes some top labels were right and some were wrong: without both, a temperature has no finite optimum
 */
public record CalibrationFit(
        TemperatureScaling map,
        ReliabilityMetrics before,
        ReliabilityMetrics after,
        double logLossBefore,
        double logLossAfter,
        boolean bothOutcomes) {
    private static final int FOLDS = 5;

    /** Fits on all observations and scores by five-fold cross-fitting; needs at least 5. */
    public static CalibrationFit of(List<Observation> observations) {
        int n = observations.size();
        if (n < FOLDS) {
            throw new IllegalArgumentException("observations must be at least " + FOLDS + ", got " + n);
        }
        double[][] logits = logits(observations);
        int[] truth = observations.stream().mapToInt(Observation::truth).toArray();
        double[] raw = new double[n];
        double[] calibrated = new double[n];
        boolean[] correct = new boolean[n];
        double lossAfter = 0;
        for (int fold = 0; fold < FOLDS; fold++) {
            TemperatureScaling map = fitWithout(fold, logits, truth);
            for (int i = fold; i < n; i += FOLDS) {
                Observation observation = observations.get(i);
                raw[i] = observation.shares()[observation.top()];
                calibrated[i] = map.applyToLogits(logits[i])[observation.top()];
                correct[i] = observation.correct();
                lossAfter += map.logLoss(new double[][] {logits[i]}, new int[] {truth[i]});
            }
        }
        return new CalibrationFit(
                TemperatureScaling.fit(logits, truth),
                ReliabilityMetrics.of(raw, correct, ReliabilityMetrics.BINS),
                ReliabilityMetrics.of(calibrated, correct, ReliabilityMetrics.BINS),
                TemperatureScaling.IDENTITY.logLoss(logits, truth),
                lossAfter / n,
                mixed(correct));
    }

    /** True if the map beats both the identity and the map in force, which had the advantage of having seen the items. */
    public boolean improvesOn(TemperatureScaling inForce, List<Observation> observations) {
        double[][] logits = logits(observations);
        int[] truth = observations.stream().mapToInt(Observation::truth).toArray();
        return bothOutcomes && logLossAfter < logLossBefore && logLossAfter < inForce.logLoss(logits, truth);
    }

    private static TemperatureScaling fitWithout(int fold, double[][] logits, int[] truth) {
        int kept = 0;
        double[][] keptLogits = new double[logits.length - (logits.length - fold + FOLDS - 1) / FOLDS][];
        int[] keptTruth = new int[keptLogits.length];
        for (int i = 0; i < logits.length; i++) {
            if (i % FOLDS != fold) {
                keptLogits[kept] = logits[i];
                keptTruth[kept++] = truth[i];
            }
        }
        return TemperatureScaling.fit(keptLogits, keptTruth);
    }

    private static double[][] logits(List<Observation> observations) {
        return observations.stream()
                .map(each -> TemperatureScaling.logits(each.shares()))
                .toArray(double[][]::new);
    }

    private static boolean mixed(boolean[] correct) {
        boolean right = false;
        boolean wrong = false;
        for (boolean each : correct) {
            right |= each;
            wrong |= !each;
        }
        return right && wrong;
    }
}
