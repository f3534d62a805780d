package io.autolabeler.gateway.limit;

import io.autolabeler.gateway.problem.RateLimitedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The limit of each key: counted in Redis, or by this process alone while Redis is away. */
@ApplicationScoped
class RateLimit {
    private final RedisLimit shared;
    private final LocalLimit local;
    private final int perMinute;

    RateLimit(RedisLimit shared, LimitConfig config) {
        this.shared = shared;
        this.perMinute = config.requestsPerMinute();
        this.local = new LocalLimit(perMinute, System::nanoTime);
    }

    /** Counts one request of the key; throws RATE_LIMITED above the limit. */
    void take(UUID keyId) {
        int wait = shared.take(keyId, perMinute).orElseGet(() -> local.take(keyId));
        if (wait > 0) {
            throw new RateLimitedException(perMinute, wait);
        }
    }
}
