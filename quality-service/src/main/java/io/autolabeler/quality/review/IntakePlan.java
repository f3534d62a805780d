package io.autolabeler.quality.review;

import io.autolabeler.common.v1.Routing;
import io.autolabeler.quality.sampling.SeededShare;
import java.util.UUID;

/**
 * How many people a new task asks and what they see, drawn by item.
 *
 * @param reviewers 1 to 5
 */
record IntakePlan(int reviewers, boolean hideSuggestion) {
    private static final int MOST_REVIEWERS = 5;

    static IntakePlan of(Routing routing, UUID runId, UUID itemId) {
        boolean oneMore = new SeededShare(routing.getDoubleReviewShare(), "double review").holds(runId, itemId);
        int reviewers = Math.max(1, routing.getReviewersPerItem()) + (oneMore ? 1 : 0);
        return new IntakePlan(
                Math.min(reviewers, MOST_REVIEWERS),
                new SeededShare(routing.getHideSuggestionShare(), "hide suggestion").holds(runId, itemId));
    }
}
