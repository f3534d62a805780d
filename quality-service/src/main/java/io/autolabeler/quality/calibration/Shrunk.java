package io.autolabeler.quality.calibration;

/**
 * A map of one label, task or annotator, drawn towards the map of all as long as it rests on few items. Kept as its two
 * maps and their number.
 *
 * @param own fitted on the part
 * @param items of the part that it was fitted on, at least 0
 * @param global fitted on all
 */
public record Shrunk(Calibrator own, int items, Calibrator global) {
    private static final double HALF_TRUSTED = 200;

    public Shrunk {
        if (items < 0) {
            throw new IllegalArgumentException("items must be at least 0, got " + items);
        }
    }

    /** The part's own share of what comes out, in [0, 1): a half at 200 items. */
    public double weight() {
        return items / (items + HALF_TRUSTED);
    }

    /** The mean of both maps' distributions, by that weight. */
    public double[] apply(double[] shares, int top) {
        double[] mine = own.apply(shares, top);
        double[] all = global.apply(shares, top);
        for (int k = 0; k < mine.length; k++) {
            mine[k] = mixed(mine[k], all[k]);
        }
        return mine;
    }

    /** The mean of what both maps say of the chosen label, by that weight. */
    public double chosen(double[] shares, int top) {
        return mixed(own.chosen(shares, top), global.chosen(shares, top));
    }

    /** The mean of both maps' confidences, by that weight. */
    public double confidence(double confidence) {
        return mixed(own.confidence(confidence), global.confidence(confidence));
    }

    private double mixed(double mine, double all) {
        return weight() * mine + (1 - weight()) * all;
    }
}
