package io.autolabeler.quality.statistics;

/** A closed interval; both ends are numbers. */
public record Interval(double lower, double upper) {
    public Interval {
        if (!(lower <= upper)) {
            throw new IllegalArgumentException("lower must be at most upper, got " + lower + " and " + upper);
        }
    }

    public double width() {
        return upper - lower;
    }

    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }
}
