package io.autolabeler.quality.review;

import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Draws a share of the items of a run: the same items whenever it is asked, other ones for another purpose.
 *
 * @param share in [0, 1]
 * @param purpose keeps draws for different purposes apart
 */
record SeededShare(double share, String purpose) {

    /** True for about the share of all items. */
    boolean holds(UUID runId, UUID itemId) {
        long seed = runId.getMostSignificantBits()
                ^ Long.rotateLeft(runId.getLeastSignificantBits(), 17)
                ^ Long.rotateLeft(itemId.getMostSignificantBits(), 31)
                ^ Long.rotateLeft(itemId.getLeastSignificantBits(), 47)
                ^ purpose.hashCode();
        return new SplittableRandom(seed).nextDouble() < share;
    }
}
