package io.autolabeler.cli.shell;

import io.autolabeler.labeling.v1.Cost;
import java.util.Locale;

/** What labeling costs, for people. A model without a price costs something nobody knows: that is never printed as zero. */
public final class Money {
    private static final String UNKNOWN = "no price known";

    private Money() {}

    /** What was spent. */
    public static String spent(Cost cost) {
        return known(cost.getActual(), cost.getUnpriced());
    }

    /** What is expected to be spent. */
    public static String estimated(Cost cost) {
        return cost.getUnpriced() ? UNKNOWN : "$" + dollars(cost.getEstimated()) + " estimated";
    }

    /** With four significant digits below one dollar, else two decimals. */
    public static String dollars(double amount) {
        return amount == 0 ? "0" : String.format(Locale.ROOT, amount < 1 ? "%.4g" : "%.2f", amount);
    }

    private static String known(double amount, boolean unpriced) {
        if (!unpriced) {
            return "$" + dollars(amount);
        }
        return amount == 0 ? UNKNOWN : "$" + dollars(amount) + " or more";
    }
}
