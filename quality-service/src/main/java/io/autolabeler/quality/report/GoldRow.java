package io.autolabeler.quality.report;

import io.autolabeler.quality.evaluation.Confusion;
import java.util.List;

/**
 * A row with labels by their numbers.
 *
 * @param id empty where the file has none for it
 * @param gold {@link #NO_GOLD} where there is none
 * @param given {@link Confusion#UNLABELED} where there is none
 * @param slices values of the slice columns
 * @param source where the truth came from; empty: not said
 * @param inclusion probability that the item came to be judged, in (0, 1]
 */
record GoldRow(String id, int gold, int given, List<String> slices, String source, double inclusion) {
    static final int NO_GOLD = -2;

    GoldRow {
        slices = List.copyOf(slices);
    }

    boolean hasGold() {
        return gold != NO_GOLD;
    }

    boolean right() {
        return gold == given;
    }
}
