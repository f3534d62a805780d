package io.autolabeler.labeling.project;

import io.autolabeler.common.v1.Routing;
import io.autolabeler.platform.errors.ServiceException;

/** What a routing must be; every broken rule is INVALID_ARGUMENT naming the field. */
public final class RoutingRules {
    private static final double AUTO_ACCEPT = 0.9;
    private static final double HUMAN_REVIEW = 0.5;
    private static final int MOST_REVIEWERS = 5;
    private static final double MOST_RISK = 0.4;

    private RoutingRules() {}

    /** The routing with its defaults filled in. */
    public static Routing checked(Routing routing) {
        double accept = routing.getAutoAcceptThreshold() == 0 ? AUTO_ACCEPT : routing.getAutoAcceptThreshold();
        double review = routing.getHumanReviewThreshold() == 0
                ? Math.min(HUMAN_REVIEW, accept)
                : routing.getHumanReviewThreshold();
        if (!(accept > 0 && accept <= 1)) {
            throw ServiceException.invalid("routing.autoAcceptThreshold", "must be above 0 and at most 1", accept);
        }
        if (!(review > 0 && review <= accept)) {
            throw ServiceException.invalid(
                    "routing.humanReviewThreshold", "must be above 0 and at most the auto-accept threshold", review);
        }
        requireShare("routing.doubleReviewShare", routing.getDoubleReviewShare());
        requireShare("routing.hideSuggestionShare", routing.getHideSuggestionShare());
        requireShare("routing.auditShare", routing.getAuditShare());
        requireRisk(routing.getMaxRisk());
        requireCost(routing.getErrorCostUsd());
        return routing.toBuilder()
                .setAutoAcceptThreshold(accept)
                .setHumanReviewThreshold(review)
                .setReviewersPerItem(reviewers(routing))
                .build();
    }

    private static int reviewers(Routing routing) {
        int reviewers = routing.getReviewersPerItem();
        if (reviewers < 0 || reviewers > MOST_REVIEWERS) {
            throw ServiceException.invalid("routing.reviewersPerItem", "must be 1 to " + MOST_REVIEWERS, reviewers);
        }
        return Math.max(1, reviewers);
    }

    /** Above .4 an audit could not tell a broken promise from a kept one. */
    private static void requireRisk(double risk) {
        if (!(risk >= 0 && risk < MOST_RISK)) {
            throw ServiceException.invalid("routing.maxRisk", "must be 0, or above 0 and below " + MOST_RISK, risk);
        }
    }

    private static void requireCost(double cost) {
        if (!(cost >= 0) || Double.isInfinite(cost)) {
            throw ServiceException.invalid("routing.errorCostUsd", "must be at least 0", cost);
        }
    }

    private static void requireShare(String field, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw ServiceException.invalid(field, "must be 0 to 1", share);
        }
    }
}
