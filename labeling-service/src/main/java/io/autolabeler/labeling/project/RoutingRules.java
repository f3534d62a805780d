package io.autolabeler.labeling.project;

import io.autolabeler.common.v1.Routing;
import io.autolabeler.platform.errors.ServiceException;

/** What a routing must be; every broken rule is INVALID_ARGUMENT naming the field. */
public final class RoutingRules {
    private static final double AUTO_ACCEPT = 0.9;
    private static final double HUMAN_REVIEW = 0.5;

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
        return routing.toBuilder()
                .setAutoAcceptThreshold(accept)
                .setHumanReviewThreshold(review)
                .build();
    }
}
