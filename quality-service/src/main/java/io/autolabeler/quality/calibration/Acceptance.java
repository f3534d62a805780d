package io.autolabeler.quality.calibration;

import io.autolabeler.quality.statistics.LossDifference;

/**
 * Whether a new map may replace the one in force. The old one is kept, so that it can come back.
 *
 * @param overOld the new map's gain over the map in force, on items that it was not fitted on
 * @param overNone its gain over no map at all
 * @param items that it was judged on
 */
public record Acceptance(LossDifference overOld, LossDifference overNone, int items) {
    private static final double SEEN = 0.8;

    /**
     * The judgement on held out items, which should be the newest.
     *
     * @param old the map in force; {@link Uncalibrated} where there is none
     */
    public static Acceptance of(Calibrator fresh, Calibrator old, ScoredItems held) {
        return of(held.losses(fresh), held.losses(old), held);
    }

    /** The same from the log-losses of the new map, which has not seen the items, and of the old one. */
    static Acceptance of(double[] losses, double[] old, ScoredItems items) {
        return new Acceptance(
                LossDifference.of(losses, old),
                LossDifference.of(losses, items.losses(new Uncalibrated())),
                items.size());
    }

    /** The items that a new map is fitted on: all but the newest fifth. */
    public static ScoredItems fitted(ScoredItems oldestFirst) {
        return oldestFirst.between(0, seen(oldestFirst));
    }

    /** The items that it is judged on: the newest fifth. */
    public static ScoredItems held(ScoredItems oldestFirst) {
        return oldestFirst.between(seen(oldestFirst), oldestFirst.size());
    }

    private static int seen(ScoredItems items) {
        return (int) (items.size() * SEEN);
    }

    /** Better than both by more than one standard error. */
    public boolean accepted() {
        return overOld.clear() && overNone.clear();
    }
}
