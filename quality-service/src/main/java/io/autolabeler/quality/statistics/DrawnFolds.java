package io.autolabeler.quality.statistics;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Parts of equal size, to within one item, to which items are drawn, so that no order of theirs matters. */
public final class DrawnFolds {
    private DrawnFolds() {}

    /** {@code [items]}: the fold of each, from 0; the same for the same seed. */
    public static int[] of(int items, int folds, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] drawn = IntStream.range(0, items).map(i -> i % folds).toArray();
        for (int i = items - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = drawn[i];
            drawn[i] = drawn[other];
            drawn[other] = kept;
        }
        return drawn;
    }
}
