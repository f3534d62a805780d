package io.autolabeler.quality.certification;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

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

        private static final double ROUNDING = 1 + 1e-12;

        private boolean bears(Cheapest split) {
            return split.reviewShare * volume <= reviews * ROUNDING
                    && split.expertShare * volume <= expertReviews * ROUNDING;
        }
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
        double[] ones = new double[scores.length];
        Arrays.fill(ones, 1);
        return of(scores, ones, accept, costs, capacity);
    }

    /**
     * The same of items that were drawn with unequal chances.
     *
     * @param weights {@code [items]} above 0: one over the chance of each item
     */
    static ReviewSplit of(double[] scores, double[] weights, double accept, ReviewCosts costs, Capacity capacity) {
        if (scores.length == 0) {
            throw new IllegalArgumentException("scores must not be empty");
        }
        int[] below = IntStream.range(0, scores.length)
                .filter(i -> !(scores[i] >= accept))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double all = Arrays.stream(weights).sum();
        double left = Arrays.stream(below).mapToDouble(i -> weights[i]).sum();
        double cost = costs.accept() * (all - left) + costs.expertly() * left;
        double review = 0;
        Optional<Cheapest> best = Optional.empty();
        for (int reviewed = 0; reviewed <= below.length; reviewed++) {
            double last = reviewed == 0 ? accept : scores[below[reviewed - 1]];
            boolean whole = reviewed == 0 || reviewed == below.length || scores[below[reviewed]] < last;
            Cheapest split = new Cheapest(last, cost / all, review / all, (left - review) / all);
            if (whole
                    && capacity.bears(split)
                    && best.filter(each -> each.meanCost < split.meanCost).isEmpty()) {
                best = Optional.of(split);
            }
            if (reviewed < below.length) {
                double weight = weights[below[reviewed]];
                cost += weight * (costs.reviewed(scores[below[reviewed]]) - costs.expertly());
                review += weight;
            }
        }
        double people = capacity.reviews() + capacity.expertReviews();
        return best.<ReviewSplit>map(each -> each)
                .orElseGet(() -> new Infeasible(left / all, people / capacity.volume()));
    }
}
