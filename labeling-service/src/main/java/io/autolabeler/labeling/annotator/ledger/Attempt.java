package io.autolabeler.labeling.annotator.ledger;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A call about to be made.
 *
 * @param runId null outside a run: no budget applies
 * @param chunkId null outside a run
 * @param requestHash SHA-256 of the request, lower-case hex
 * @param number of the item's calls, from 1
 * @param reservedPico the most it can cost
 */
public record Attempt(
        UUID id,
        @Nullable UUID runId,
        @Nullable UUID chunkId,
        UUID itemId,
        UUID projectId,
        String model,
        String requestHash,
        int number,
        long reservedPico) {

    /** A new id that sorts by time (UUID version 7), so that rows are appended to their index. */
    public static UUID newId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (System.currentTimeMillis() << 16) | 0x7000 | (random.nextLong() & 0xFFF);
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
