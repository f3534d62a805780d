package io.autolabeler.quality.agreement;

/**
 * What differences between values mean.
 *
 * <p>Source: K. Krippendorff, "Content Analysis", 2004, section 11.3.3-11.3.4.
 */
public enum Level {
    /** Values are the same or not. */
    NOMINAL,
    /** Values have an order. */
    ORDINAL,
    /** Differences of values mean something. */
    INTERVAL,
    /** So do their ratios; values must not be negative. */
    RATIO;

    /**
     * The squared differences {@code [values][values]}.
     *
     * @param values rising, looked at by the interval and ratio levels
     * @param counts how often each value was given, looked at by the ordinal level
     */
    double[][] squaredDifferences(double[] values, double[] counts) {
        double[][] squares = new double[values.length][values.length];
        for (int c = 0; c < values.length; c++) {
            double between = counts[c] / 2;
            for (int k = c + 1; k < values.length; k++) {
                squares[c][k] = switch (this) {
                    case NOMINAL -> 1;
                    case ORDINAL -> square(between + counts[k] / 2);
                    case INTERVAL -> square(values[c] - values[k]);
                    case RATIO -> ratio(values[c], values[k]);
                };
                between += counts[k];
                squares[k][c] = squares[c][k];
            }
        }
        return squares;
    }

    /** The squared difference of two numbers, at least 0, on the ratio level; in [0, 1]. */
    static double ratio(double first, double second) {
        return first + second == 0 ? 0 : square((first - second) / (first + second));
    }

    private static double square(double value) {
        return value * value;
    }
}
