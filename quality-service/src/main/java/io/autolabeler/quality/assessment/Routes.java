package io.autolabeler.quality.assessment;

import io.autolabeler.common.v1.Route;

/**
 * Where an item goes by its calibrated confidence. A confidence equal to a threshold is on its better side.
 *
 * @param enabled false: every item is AUTO_ACCEPT
 * @param autoAccept at or above: AUTO_ACCEPT, in (0, 1]
 * @param humanReview at or above, but below {@code autoAccept}: HUMAN_REVIEW; below: EXPERT_REVIEW; in (0, autoAccept]
 */
record Routes(boolean enabled, double autoAccept, double humanReview) {
    Routes {
        if (!(autoAccept > 0 && autoAccept <= 1)) {
            throw new IllegalArgumentException(
                    "auto-accept threshold must be above 0 and at most 1, got " + autoAccept);
        }
        if (!(humanReview > 0 && humanReview <= autoAccept)) {
            throw new IllegalArgumentException("human-review threshold must be above 0 and at most the auto-accept"
                    + " threshold " + autoAccept + ", got " + humanReview);
        }
    }

    /** The route where something else than confidence says what is accepted. */
    Route.Value of(double confidence, boolean accepted) {
        if (!enabled || accepted) {
            return Route.Value.AUTO_ACCEPT;
        }
        return confidence >= humanReview || Double.isNaN(confidence)
                ? Route.Value.HUMAN_REVIEW
                : Route.Value.EXPERT_REVIEW;
    }

    /** The route; a confidence that is no number goes to a person. */
    Route.Value of(double confidence) {
        return of(confidence, confidence >= autoAccept);
    }
}
