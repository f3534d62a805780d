package io.autolabeler.quality.certification;

import java.util.Optional;

/**
 * Keeps the share of all incoming items that are accepted and wrong at a budget, on average over draws; says nothing of
 * the share among accepted ones.
 *
 * <p>Source: A. N. Angelopoulos, S. Bates, A. Fisch, L. Lei, T. Schuster, "Conformal Risk Control", ICLR 2024, equation 4.
 *
 * @param budget above 0 and below 1
 */
public record RiskControl(double budget) {
    public RiskControl {
        if (!(budget > 0 && budget < 1)) {
            throw new IllegalArgumentException("budget must be above 0 and below 1, got " + budget);
        }
    }

    /**
     * The loosest of the thresholds that stays within the budget; empty where none does.
     *
     * @param falling thresholds, strictest first
     */
    public Optional<AcceptedSet> loosest(ValidationSet items, double[] falling) {
        Optional<AcceptedSet> found = Optional.empty();
        for (double threshold : falling) {
            int accepted = items.accepted(threshold);
            int errors = items.errorsBefore(accepted);
            if (bound(errors, items.size()) > budget) {
                break;
            }
            found = Optional.of(AcceptedSet.of(threshold, accepted, errors));
        }
        return found;
    }

    /** What the average risk cannot exceed, given so many accepted and wrong items among all. */
    public static double bound(int errors, int items) {
        return (errors + 1.0) / (items + 1.0);
    }
}
