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
                double difference = switch (this) {
                    case NOMINAL -> 1;
                    case ORDINAL -> between + counts[k] / 2;
                    case INTERVAL -> values[c] - values[k];
                    case RATIO -> values[c] + values[k] == 0 ? 0 : (values[c] - values[k]) / (values[c] + values[k]);
                };
                between += counts[k];
                squares[c][k] = difference * difference;
                squares[k][c] = squares[c][k];
            }
        }
        return squares;
    }
}
