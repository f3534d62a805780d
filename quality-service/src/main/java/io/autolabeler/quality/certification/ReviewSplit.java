package io.autolabeler.quality.certification;

import java.util.Arrays;
import java.util.Optional;

/** Divides the labels that are not accepted among reviewers and experts. */
public sealed interface ReviewSplit {
    /**
     * How many items come, and how many people can look at.
     *
     * @param volume items in some time, at least 0
     * @param reviews that reviewers can do in that time
     * @param expertReviews that experts can
     */
    record Capacity(double volume, double reviews, double expertReviews) {
        /** No limits. */
        public static final Capacity ENDLESS = new Capacity(0, 0, 0);
    }

    /**
     * The cheapest division.
     *
     * @param threshold a label below it goes to an expert; at most the threshold of acceptance
     * @param meanCost of an item of the whole stream
     * @param reviewShare of all items, in [0, 1]
     * @param expertShare of all items, in [0, 1]
     */
    record Cheapest(double threshold, double meanCost, double reviewShare, double expertShare) implements ReviewSplit {}

    /**
     * There are too few people for what is not accepted: let the queue grow, find more people or ask for a weaker promise.
     *
     * @param notAccepted share of all items
     * @param bearable share of all items that reviewers and experts can look at together
     */
    record Infeasible(double notAccepted, double bearable) implements ReviewSplit {}

    /**
     * The division of least mean cost among all different ones; of equally cheap ones, that with fewer experts. O(n log n).
     *
     * @param scores of a sample of the stream, at least one
     * @param accept threshold of acceptance; positive infinity accepts none
     */
    static ReviewSplit of(double[] scores, double accept, ReviewCosts costs, Capacity capacity) {
        if (scores.length == 0) {
            throw new IllegalArgumentException("scores must not be empty");
        }
        double[] below = Arrays.stream(scores)
                .filter(score -> !(score >= accept))
                .map(score -> -score)
                .sorted()
                .map(score -> -score)
                .toArray();
        int n = scores.length;
        double perItem = capacity.volume() / n;
        double cost = costs.accept() * (n - below.length) + costs.expertly() * below.length;
        Optional<Cheapest> best = Optional.empty();
        for (int reviewed = 0; reviewed <= below.length; reviewed++) {
            double mean = cost / n;
            boolean whole = reviewed == 0 || reviewed == below.length || below[reviewed] < below[reviewed - 1];
            boolean bearable = reviewed * perItem <= capacity.reviews()
                    && (below.length - reviewed) * perItem <= capacity.expertReviews();
            if (whole && bearable && best.filter(each -> each.meanCost < mean).isEmpty()) {
                double threshold = reviewed == 0 ? accept : below[reviewed - 1];
                best = Optional.of(
                        new Cheapest(threshold, mean, (double) reviewed / n, (double) (below.length - reviewed) / n));
            }
            cost += reviewed < below.length ? costs.reviewed(below[reviewed]) - costs.expertly() : 0;
        }
        double people = capacity.reviews() + capacity.expertReviews();
        return best.<ReviewSplit>map(each -> each)
                .orElseGet(() -> new Infeasible((double) below.length / n, people / capacity.volume()));
    }
}
