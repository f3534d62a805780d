package io.autolabeler.gateway.limit;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.Guard;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * The limit that all gateways share, in Redis. An answer is waited for 100 ms; after a few that did not come, Redis is left
 * alone for 2 s at a time.
 */
@Singleton
class RedisLimit {
    private static final Logger LOG = Logger.getLogger(RedisLimit.class);
    private static final Duration DEADLINE = Duration.ofMillis(100);

    /** One token bucket per key, in milliseconds of Redis' own clock; answers whether one was taken, and how many are left. */
    private static final String TAKE = """
        local time = redis.call('TIME')
        local now = time[1] * 1000 + math.floor(time[2] / 1000)
        local size = tonumber(ARGV[1])
        local state = redis.call('HMGET', KEYS[1], 'tokens', 'at')
        local tokens = tonumber(state[1]) or size
        local at = tonumber(state[2]) or now
        tokens = math.min(size, tokens + math.max(0, now - at) * size / 60000)
        local allowed = 0
        if tokens >= 1 then
          tokens = tokens - 1
          allowed = 1
        end
        redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at', now)
        redis.call('PEXPIRE', KEYS[1], 120000)
        return {allowed, tostring(tokens)}\
        """;

    private final ReactiveRedisDataSource redis;
    private final Guard guard = Guard.create()
            .withDescription("redis-limit")
            .withCircuitBreaker()
            .requestVolumeThreshold(4)
            .failureRatio(0.5)
            .delay(2, ChronoUnit.SECONDS)
            .onStateChange(RedisLimit::log)
            .done()
            .build();

    RedisLimit(ReactiveRedisDataSource redis) {
        this.redis = redis;
    }

    /** 0 if the request may go on, else the seconds until one may; empty if Redis does not answer. */
    OptionalInt take(UUID keyId, int perMinute) {
        try {
            return OptionalInt.of(guard.get(() -> ask(keyId, perMinute), Integer.class));
        } catch (RuntimeException e) {
            LOG.debugf("no answer from Redis: %s", e.toString());
            return OptionalInt.empty();
        }
    }

    private Integer ask(UUID keyId, int perMinute) {
        Response answer = redis.execute("EVAL", TAKE, "1", "gateway:limit:" + keyId, Integer.toString(perMinute))
                .await()
                .atMost(DEADLINE);
        boolean allowed = answer.get(0).toInteger() == 1;
        return allowed ? 0 : Bucket.secondsToNext(answer.get(1).toDouble(), perMinute);
    }

    private static void log(CircuitBreakerState state) {
        if (state == CircuitBreakerState.OPEN) {
            LOG.warn("Redis does not answer: each gateway counts requests by itself");
        } else if (state == CircuitBreakerState.CLOSED) {
            LOG.info("Redis answers again: the rate limit is shared");
        }
    }
}
