package io.autolabeler.quality.calibration;

/**
 * The share of items that were right, whatever the model says of its confidence.
 *
 * @param rate above 0 and below 1
 */
public record ConstantMap(double rate, Reason reason) implements TopLabelMap {
    static final String METHOD = "constant";

    /** Why nothing better can be had; stored by its position. */
    public enum Reason {
        /** Every item was right, or every item was wrong. */
        ONE_OUTCOME,
        /** The model said the same of every item. */
        ONE_CONFIDENCE,
        /** The surer the model was, the more often it was wrong. */
        MISLEADING
    }

    public ConstantMap {
        if (!(rate > 0 && rate < 1)) {
            throw new IllegalArgumentException("rate must be above 0 and below 1, got " + rate);
        }
    }

    /** The rate of the outcomes with one more of each kind, which keeps it off 0 and 1; a half for no items. */
    static ConstantMap of(boolean[] correct, Reason reason) {
        int right = 0;
        for (boolean each : correct) {
            right += each ? 1 : 0;
        }
        return new ConstantMap((right + 1.0) / (correct.length + 2.0), reason);
    }

    @Override
    public double confidence(double confidence) {
        return rate;
    }

    @Override
    public StoredMap stored() {
        return StoredMap.of(METHOD, rate, reason.ordinal());
    }

    @Override
    public int parameters() {
        return 1;
    }
}
