package io.autolabeler.quality.report;

import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.quality.certification.ReviewCosts;
import io.autolabeler.quality.certification.ReviewSplit;
import io.autolabeler.quality.v1.RoutingSettings;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What people cost and how much they can take, and the cheapest division among them.
 *
 * @param reviewers largest share of all items that they can look at, in (0, 1]
 * @param experts the same of experts
 */
record RoutingCosts(ReviewCosts costs, double reviewers, double experts) {
    private static final double REVIEW_COST = 0.05;
    private static final double EXPERT_COST = 0.5;
    private static final double ERROR_COST = 1;

    /** A reviewer lets a tenth of the wrong labels pass, an expert a hundredth of all. */
    private static final double MISSED_BY_REVIEWERS = 0.1;

    private static final double WRONG_AFTER_EXPERT = 0.01;

    static RoutingCosts of(RoutingSettings asked) {
        ReviewCosts costs = new ReviewCosts(
                0,
                asked.hasReviewCost() ? asked.getReviewCost() : REVIEW_COST,
                asked.hasExpertCost() ? asked.getExpertCost() : EXPERT_COST,
                asked.hasErrorCost() ? asked.getErrorCost() : ERROR_COST,
                new ReviewCosts.Left(RoutingCosts::leftByReviewers, WRONG_AFTER_EXPERT));
        return new RoutingCosts(costs, limit(asked.getReviewCapacity()), limit(asked.getExpertCapacity()));
    }

    private static double leftByReviewers(double score) {
        return MISSED_BY_REVIEWERS * (1 - Math.clamp(score, 0, 1));
    }

    private static double limit(double capacity) {
        return capacity == 0 ? 1 : capacity;
    }

    /** Throws if a cost or capacity is not in its range. */
    static void check(RoutingSettings asked) {
        requireCost("reviewCost", asked.getReviewCost());
        requireCost("expertCost", asked.getExpertCost());
        requireCost("errorCost", asked.getErrorCost());
        requireShare("reviewCapacity", asked.getReviewCapacity());
        requireShare("expertCapacity", asked.getExpertCapacity());
    }

    private static void requireCost(String field, double cost) {
        if (!(cost >= 0) || Double.isInfinite(cost)) {
            throw ServiceException.invalid(field, "must be at least 0", cost);
        }
    }

    private static void requireShare(String field, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw ServiceException.invalid(field, "must be in [0, 1]", share);
        }
    }

    /**
     * The cheapest division of what is not accepted; items without a score go to reviewers whatever they cost. Fails if there are
     * too few people.
     *
     * @param scores {@code [items]}, negative infinity for an item without one
     * @param weights {@code [items]}
     */
    ReviewSplit.Cheapest split(double[] scores, double[] weights, double accept) {
        int[] known = IntStream.range(0, scores.length)
                .filter(i -> Double.isFinite(scores[i]))
                .toArray();
        double all = Arrays.stream(weights).sum();
        double unknown = 1 - Arrays.stream(known).mapToDouble(i -> weights[i]).sum() / all;
        double unscored = known.length == scores.length ? 0 : unknown;
        double leftForReview = reviewers - unscored;
        double unscoredCost = unscored == 0 ? 0 : unscored * (costs.review() + costs.wrongLabel() * leftByReviewers(0));
        if (known.length == 0 && leftForReview >= 0) {
            return new ReviewSplit.Cheapest(accept, unscoredCost, 1, 0);
        }
        if (leftForReview < 0) {
            throw tooFew(
                    "reviewCapacity", "reviewers cannot look at the %.1f %% of items without a confidence", unscored);
        }
        double volume = 1 - unscored;
        return switch (ReviewSplit.of(
                Arrays.stream(known).mapToDouble(i -> scores[i]).toArray(),
                Arrays.stream(known).mapToDouble(i -> weights[i]).toArray(),
                accept,
                costs,
                new ReviewSplit.Capacity(volume, leftForReview, experts))) {
            case ReviewSplit.Cheapest best ->
                new ReviewSplit.Cheapest(
                        best.threshold(),
                        volume * best.meanCost() + unscoredCost,
                        volume * best.reviewShare() + unscored,
                        volume * best.expertShare());
            case ReviewSplit.Infeasible infeasible ->
                throw tooFew(
                        "reviewCapacity",
                        "reviewers and experts together cannot look at %.1f %% of the items",
                        volume * infeasible.notAccepted() + unscored);
        };
    }

    private static ReportFault tooFew(String field, String message, double share) {
        return new ReportFault(field, String.format(Locale.ROOT, message, 100 * share));
    }

    /** Why experts are not asked, if no score makes them the cheaper ones. */
    Optional<String> noExperts() {
        double dearestReview = costs.review() + costs.wrongLabel() * leftByReviewers(0);
        double expert = costs.expert() + costs.wrongLabel() * WRONG_AFTER_EXPERT;
        return dearestReview > expert
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "At these costs experts are asked only where reviewers have no time: with what is still wrong"
                                + " afterwards an expert costs $%.4g an item, a reviewer at most $%.4g.",
                        expert,
                        dearestReview));
    }
}
