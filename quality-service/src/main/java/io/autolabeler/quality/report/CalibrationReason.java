package io.autolabeler.quality.report;

import io.autolabeler.quality.calibration.BetaCalibration;
import io.autolabeler.quality.calibration.CalibrationChoice;
import io.autolabeler.quality.calibration.CalibrationMethod;
import io.autolabeler.quality.calibration.Calibrator;
import io.autolabeler.quality.calibration.ConstantMap;
import io.autolabeler.quality.calibration.ScoredItems;

/** Why a calibration map is what it is, in words. */
final class CalibrationReason {
    private static final String AUTO = "auto";

    private CalibrationReason() {}

    /** Sentences on the choice, and on what is odd about the map. */
    static String of(String asked, CalibrationChoice choice, ScoredItems items) {
        return choice(asked, choice, items) + oddness(choice.map()) + fewSteps(choice, items.size());
    }

    private static String choice(String asked, CalibrationChoice choice, ScoredItems items) {
        if (!asked.equals(AUTO)) {
            return asked + " was asked for.";
        }
        if (!choice.candidates().isEmpty()) {
            String method = choice.method().orElseThrow().id();
            return method
                    + ": the simplest of the methods whose cross-validated log-loss is within one standard error of the best.";
        }
        if (items.size() < CalibrationMethod.LEAST_FOR_ANY) {
            return "No map: a map needs %d items, there are %d."
                    .formatted(CalibrationMethod.LEAST_FOR_ANY, items.size());
        }
        return "No map: the label of highest probability is %s, which tells nothing of how sure one can be."
                .formatted(items.top(0) == items.truth(0) ? "always right" : "never right");
    }

    private static String oddness(Calibrator map) {
        return switch (map) {
            case ConstantMap constant ->
                " It is a constant, the share of right labels, because "
                        + switch (constant.reason()) {
                            case ONE_OUTCOME -> "all labels are right or all are wrong.";
                            case ONE_CONFIDENCE -> "the confidence is the same everywhere.";
                            case MISLEADING -> "labels are wrong more often the surer the model is.";
                        };
            case BetaCalibration beta
            when beta.separated() ->
                " Right and wrong labels are separated by their confidence, so the curve is kept from becoming a step.";
            default -> "";
        };
    }

    private static String fewSteps(CalibrationChoice choice, int items) {
        boolean steps =
                choice.method().filter(CalibrationMethod.ISOTONIC::equals).isPresent();
        return steps && items < CalibrationMethod.LEAST_FOR_STEPS
                ? " An isotonic map of fewer than %d items mostly follows chance."
                        .formatted(CalibrationMethod.LEAST_FOR_STEPS)
                : "";
    }
}
