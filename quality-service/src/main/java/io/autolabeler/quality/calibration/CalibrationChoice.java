package io.autolabeler.quality.calibration;

import io.autolabeler.quality.statistics.DrawnFolds;
import io.autolabeler.quality.statistics.LossDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

/**
 * The map that suits some items, and what else was tried.
 *
 * @param map fitted on all items; none below 100 items
 * @param method by which it was fitted; empty below 100 items
 * @param candidates the methods tried, in the order of their complexity
 * @param crossFitted each item by the map of the four folds it is not in, of the method that was chosen: what to judge the
 *     map by where no other items are at hand
 */
public record CalibrationChoice(
        Calibrator map, Optional<CalibrationMethod> method, List<Candidate> candidates, ScoredItems crossFitted) {
    static final int FOLDS = 5;

    private static final long SEED = 20_26;

    /**
     * A method that was tried.
     *
     * @param logLoss mean over items that its maps had not seen
     * @param lag how much the best method was better on the same items
     * @param map of all items
     */
    public record Candidate(CalibrationMethod method, double logLoss, LossDifference lag, Calibrator map) {
        public int parameters() {
            return map.parameters();
        }
    }

    public CalibrationChoice {
        candidates = List.copyOf(candidates);
    }

    private record Trial(CalibrationMethod method, Calibrator map, Calibrator[] byFold, double[] losses) {}

    /** By five-fold cross-validated log-loss; among methods within one standard error of the best, the simplest. */
    public static CalibrationChoice of(ScoredItems items, DoubleConsumer progress) {
        return of(items, CalibrationMethod.candidates(items), progress);
    }

    /** The same among these methods only, whatever the number of items; no map without methods. */
    public static CalibrationChoice of(ScoredItems items, List<CalibrationMethod> methods, DoubleConsumer progress) {
        List<Trial> trials = trials(items, methods, progress);
        if (trials.isEmpty()) {
            progress.accept(1);
            return new CalibrationChoice(new Uncalibrated(), Optional.empty(), List.of(), items);
        }
        Trial best = trials.getFirst();
        for (Trial each : trials) {
            best = LossDifference.mean(each.losses) < LossDifference.mean(best.losses) ? each : best;
        }
        Trial chosen = best;
        List<Candidate> candidates = new ArrayList<>();
        for (Trial each : trials) {
            LossDifference lag = LossDifference.of(best.losses, each.losses);
            candidates.add(new Candidate(each.method, LossDifference.mean(each.losses), lag, each.map));
            chosen = !lag.clear() && each.map.parameters() < chosen.map.parameters() ? each : chosen;
        }
        return new CalibrationChoice(chosen.map, Optional.of(chosen.method), candidates, crossFitted(items, chosen));
    }

    private static List<Trial> trials(ScoredItems items, List<CalibrationMethod> methods, DoubleConsumer progress) {
        List<Trial> trials = new ArrayList<>();
        for (CalibrationMethod method : methods) {
            int before = trials.size();
            trials.add(trial(items, method, done -> progress.accept((before + done) / methods.size())));
        }
        return trials;
    }

    /** Of each item a fold, the same for the same number of items. */
    static int[] folds(int items) {
        return DrawnFolds.of(items, FOLDS, SEED);
    }

    private static Trial trial(ScoredItems items, CalibrationMethod method, DoubleConsumer progress) {
        double[] losses = new double[items.size()];
        int[] folds = folds(items.size());
        Calibrator[] byFold = new Calibrator[FOLDS];
        for (int fold = 0; fold < FOLDS; fold++) {
            byFold[fold] = method.fit(items.pick(rows(folds, fold, false)));
            int[] held = rows(folds, fold, true);
            double[] heldLosses = items.pick(held).losses(byFold[fold]);
            for (int i = 0; i < held.length; i++) {
                losses[held[i]] = heldLosses[i];
            }
            progress.accept((fold + 1.0) / (FOLDS + 1));
        }
        Calibrator map = method.fit(items);
        progress.accept(1);
        return new Trial(method, map, byFold, losses);
    }

    private static ScoredItems crossFitted(ScoredItems items, Trial trial) {
        int[] folds = folds(items.size());
        return items.calibrated(i -> trial.byFold[folds[i]]);
    }

    private static int[] rows(int[] folds, int fold, boolean inFold) {
        return IntStream.range(0, folds.length)
                .filter(i -> (folds[i] == fold) == inFold)
                .toArray();
    }
}
