package io.autolabeler.labeling.run;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Lets one thread of this replica at a time work on the same thing; the next one waits. Fair enough for two deliveries of one
 * piece of work, which is all that it is for. Thread-safe.
 */
final class OneAtATime {
    private record Turn(Semaphore free, int users) {}

    private final Map<UUID, Turn> turns = new ConcurrentHashMap<>();

    /** Does the work once nobody else is at work on the same. */
    void run(UUID id, Runnable work) {
        Turn turn =
                turns.merge(id, new Turn(new Semaphore(1), 1), (known, fresh) -> new Turn(known.free, known.users + 1));
        turn.free.acquireUninterruptibly();
        try {
            work.run();
        } finally {
            turn.free.release();
            turns.computeIfPresent(id, (key, known) -> known.users == 1 ? null : new Turn(known.free, known.users - 1));
        }
    }

    /** How many things are being worked on or waited for. */
    int size() {
        return turns.size();
    }
}
