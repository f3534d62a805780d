package io.autolabeler.gateway.limit;

import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/** The limit as this one process sees it. Holds one small record per key. Thread-safe. */
final class LocalLimit {
    private final ConcurrentMap<UUID, Bucket> buckets = new ConcurrentHashMap<>();
    private final int perMinute;
    private final LongSupplier nanos;

    LocalLimit(int perMinute, LongSupplier nanos) {
        this.perMinute = perMinute;
        this.nanos = nanos;
    }

    /** 0 if the request may go on, else the seconds until one may. */
    int take(UUID keyId) {
        int[] wait = new int[1];
        buckets.compute(keyId, (id, before) -> {
            long now = nanos.getAsLong();
            Bucket bucket = before == null ? Bucket.full(perMinute, now) : before.at(now, perMinute);
            if (bucket.hasToken()) {
                return bucket.without();
            }
            wait[0] = bucket.secondsToNext(perMinute);
            return bucket;
        });
        return wait[0];
    }
}
