package io.autolabeler.quality.certification;

import java.util.Locale;

/**
 * What is promised: of the labels that are accepted without a look, at most a share of {@code alpha} is wrong, with
 * probability at least {@code 1 - delta} over the draw of the items that it was checked on.
 *
 * @param alpha above 0 and below 1
 * @param delta above 0 and below 1
 */
public record Risk(double alpha, double delta) {
    /** At most 2 % wrong, with 95 % certainty. */
    public static final Risk DEFAULT = new Risk(0.02, 0.05);

    public Risk {
        if (!(alpha > 0 && alpha < 1 && delta > 0 && delta < 1)) {
            throw new IllegalArgumentException(
                    "alpha and delta must be above 0 and below 1, got " + alpha + " and " + delta);
        }
    }

    /** How many items without any error it takes to believe it: 149 by default. */
    public int leastItems() {
        return (int) Math.ceil(Math.log(delta) / Math.log1p(-alpha));
    }

    /** The same share of wrong labels for several promises that shall all hold together. */
    public Risk shared(int promises) {
        return new Risk(alpha, delta / promises);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.4g", 100 * share).replaceFirst("\\.?0+$", "") + " %";
    }
}
