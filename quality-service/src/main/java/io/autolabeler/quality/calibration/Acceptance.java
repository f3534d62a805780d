package io.autolabeler.quality.calibration;

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
        return of(held.losses(fresh), old, held);
    }

    /**
     * The same where a fifth of the items is too few to tell: on all items, each after a map of those that it is not among.
     *
     * @param crossFitted the items after the new maps
     */
    static Acceptance ofFew(ScoredItems crossFitted, Calibrator old, ScoredItems items) {
        return of(crossFitted.losses(new Uncalibrated()), old, items);
    }

    private static Acceptance of(double[] losses, Calibrator old, ScoredItems items) {
        return new Acceptance(
                LossDifference.of(losses, items.losses(old)),
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
