package io.autolabeler.quality.statistics;

/**
 * A figure and the 95 % interval around it. A percentile interval need not contain the figure.
 *
 * @param value a number
 */
public record Estimate(double value, Interval interval) {
    public Estimate {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("value must be a number, got NaN");
        }
    }
}
