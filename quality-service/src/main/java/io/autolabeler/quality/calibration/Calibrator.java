package io.autolabeler.quality.calibration;

/**
 * A map from what a model says of its confidence to how often it is right. Every probability that comes out is above 0
 * and below 1.
 */
public sealed interface Calibrator permits Uncalibrated, TemperatureScaling, TopLabelMap, LogLinearMap {
    /**
     * The calibrated distribution.
     *
     * @param shares {@code [labels]}, at least one label, not negative, summing to 1
     * @param top index of the label that the model chose
     */
    double[] apply(double[] shares, int top);

    /** How probably the label that the model chose is right; below the largest share where another label should have been chosen. */
    default double chosen(double[] shares, int top) {
        return apply(shares, top)[top];
    }

    /** The calibrated distribution of a model that chose its largest share, the first of equal ones. */
    default double[] apply(double[] shares) {
        return apply(shares, Top.of(shares));
    }

    /** The calibrated form of a single number in [0, 1], where nothing is known of the other labels. */
    double confidence(double confidence);

    /** What {@link StoredMap#map()} needs to give this map back, bit by bit. */
    StoredMap stored();

    /** Whether the largest share may move to another label, which then is the one that is chosen. */
    default boolean movesLabels() {
        return false;
    }

    /** How many numbers were fitted; of equally good maps, the one with fewer is preferred. */
    int parameters();

    /** False as long as nothing was fitted, and confidence is passed on as it is. */
    default boolean calibrated() {
        return !(this instanceof Uncalibrated);
    }
}
