package io.autolabeler.quality.calibration;

import io.autolabeler.quality.statistics.LossDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Ways to fit a map. */
public enum CalibrationMethod {
    TEMPERATURE(TemperatureScaling.METHOD),
    TOP_TEMPERATURE(TopTemperature.METHOD),
    PLATT(PlattScaling.METHOD),
    PLATT_RAW(PlattScaling.METHOD_RAW),
    BETA(BetaCalibration.METHOD),
    ISOTONIC(IsotonicMap.METHOD),
    VECTOR(LogLinearMap.VECTOR),
    DIRICHLET(LogLinearMap.DIRICHLET);

    /** Fewer items bear no map. */
    public static final int LEAST_FOR_ANY = 100;

    /** An isotonic map of fewer items follows chance. */
    public static final int LEAST_FOR_STEPS = 200;

    private static final int LEAST_FOR_BETA = 501;
    private static final int LEAST_FOR_ISOTONIC = 1_501;
    private static final double ITEMS_PER_WEIGHT = 20;
    private static final int MOST_FOR_PENALTY = 10_000;
    private static final double[] PENALTIES = {1e-3, 1e-2, 1e-1, 1, 10};

    private final String id;

    CalibrationMethod(String id) {
        this.id = id;
    }

    /** The name under which its maps are stored. */
    public String id() {
        return id;
    }

    /**
     * The map of these items: the mere share of right ones where a curve over confidence cannot be had, no map at all for
     * no items.
     */
    public Calibrator fit(ScoredItems items) {
        if (items.size() == 0) {
            return new Uncalibrated();
        }
        return switch (this) {
            case TEMPERATURE -> TemperatureScaling.fit(items);
            case TOP_TEMPERATURE -> TopTemperature.fit(items.confidence(), items.correct());
            case PLATT -> PlattScaling.fit(items.confidence(), items.correct(), PlattScaling.Input.LOGIT);
            case PLATT_RAW -> PlattScaling.fit(items.confidence(), items.correct(), PlattScaling.Input.RAW);
            case BETA -> BetaCalibration.fit(items.confidence(), items.correct());
            case ISOTONIC -> IsotonicMap.fit(items.confidence(), items.correct());
            case VECTOR -> LogLinearMap.fitVector(items);
            case DIRICHLET -> LogLinearMap.fitDirichlet(items, penalty(items));
        };
    }

    /** The methods that so many items can bear; with two labels the beta curve is as much as can be had. */
    static List<CalibrationMethod> candidates(ScoredItems items) {
        List<CalibrationMethod> found = new ArrayList<>();
        int n = items.size();
        if (n >= LEAST_FOR_ANY) {
            found.addAll(List.of(TEMPERATURE, PLATT));
        }
        if (n >= LEAST_FOR_BETA) {
            found.add(BETA);
        }
        if (n >= LEAST_FOR_ISOTONIC) {
            found.add(ISOTONIC);
        }
        if (n >= LEAST_FOR_ANY
                && items.classes()
                        .filter(k -> k > 2 && n > ITEMS_PER_WEIGHT * k * k)
                        .isPresent()) {
            found.addAll(List.of(VECTOR, DIRICHLET));
        }
        return found;
    }

    /** Those that know nothing of what a label is called, so that a row's order of labels does not matter. */
    public static List<CalibrationMethod> candidatesOfAnyLabel(ScoredItems items) {
        return candidates(items).stream()
                .filter(each -> each != VECTOR && each != DIRICHLET)
                .toList();
    }

    /** The penalty whose maps do best on a drawn fifth of the newest items, having seen the others. */
    private static double penalty(ScoredItems all) {
        ScoredItems items = all.between(Math.max(0, all.size() - MOST_FOR_PENALTY), all.size());
        int[] folds = CalibrationChoice.folds(items.size());
        ScoredItems fitted = items.pick(
                IntStream.range(0, folds.length).filter(i -> folds[i] > 0).toArray());
        ScoredItems held = items.pick(
                IntStream.range(0, folds.length).filter(i -> folds[i] == 0).toArray());
        double best = PENALTIES[0];
        double least = Double.POSITIVE_INFINITY;
        for (double penalty : PENALTIES) {
            double loss = LossDifference.mean(held.losses(LogLinearMap.fitDirichlet(fitted, penalty)));
            best = loss < least ? penalty : best;
            least = Math.min(loss, least);
        }
        return best;
    }
}
