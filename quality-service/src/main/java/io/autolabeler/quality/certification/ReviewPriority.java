package io.autolabeler.quality.certification;

/**
 * Which item a reviewer should see first.
 *
 * @param errorCost money that a wrong label costs, at least 0
 * @param waitingCost money that a day of waiting costs, at least 0
 */
public record ReviewPriority(double errorCost, double waitingCost) {
    public ReviewPriority {
        if (!(errorCost >= 0 && waitingCost >= 0)) {
            throw new IllegalArgumentException("costs must be at least 0, got " + errorCost + " and " + waitingCost);
        }
    }

    /**
     * The expected cost of leaving the item as it is; higher is more urgent.
     *
     * @param score the probability that its label is right, in [0, 1]; one that is no number counts as 0
     * @param importance of the item, 1 for most
     * @param daysWaiting at least 0
     */
    public double of(double score, double importance, double daysWaiting) {
        double wrong = Double.isNaN(score) ? 1 : 1 - score;
        return wrong * errorCost * importance + daysWaiting * waitingCost;
    }
}
