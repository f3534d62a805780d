package io.autolabeler.quality.sampling;

import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Draws a share of the items of a run or project: the same items whenever it is asked, other ones for another purpose.
 *
 * @param share in [0, 1]
 * @param purpose keeps draws for different purposes apart
 */
public record SeededShare(double share, String purpose) {

    /** True for about the share of all items. */
    public boolean holds(UUID within, UUID itemId) {
        return draw(within, itemId, purpose) < share;
    }

    /** The item's number in [0, 1), as if drawn at random. */
    public static double draw(UUID within, UUID itemId, String purpose) {
        long seed = within.getMostSignificantBits()
                ^ Long.rotateLeft(within.getLeastSignificantBits(), 17)
                ^ Long.rotateLeft(itemId.getMostSignificantBits(), 31)
                ^ Long.rotateLeft(itemId.getLeastSignificantBits(), 47)
                ^ purpose.hashCode();
        return new SplittableRandom(seed).nextDouble();
    }
}
