package io.autolabeler.labeling.annotator.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.autolabeler.labeling.annotator.outage.OutageGate;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.keys.ReactiveKeyCommands;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Valid answers by the hash of their request. Never in the way: without Redis, or with one that does not answer in time, there
 * is no cache, and after a few failures it isn't asked for some seconds. Thread-safe.
 */
@Singleton
public class AnswerCache {
    private static final Logger LOG = Logger.getLogger(AnswerCache.class);
    private static final String PREFIX = "labeling:answer:1:";
    private static final int FAILURES = 3;
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final ReactiveValueCommands<String, String> values;
    private final ReactiveKeyCommands<String> keys;
    private final ObjectMapper json = new ObjectMapper();
    private final OutageGate gate = new OutageGate(FAILURES, PAUSE, Clock.systemUTC());
    private final CacheConfig config;

    AnswerCache(ReactiveRedisDataSource redis, CacheConfig config) {
        this.values = redis.value(String.class);
        this.keys = redis.key(String.class);
        this.config = config;
    }

    /** The answers known, by request hash; one round trip. */
    public Map<String, CachedAnswer> find(Collection<String> requestHashes) {
        if (requestHashes.isEmpty() || !mayAsk()) {
            return Map.of();
        }
        Map<String, CachedAnswer> answers = new HashMap<>();
        bounded(values.mget(keys(requestHashes)))
                .onItem()
                .invoke(found -> found.forEach((key, value) -> add(answers, key, value)))
                .onFailure()
                .recoverWithNull()
                .await()
                .indefinitely();
        return answers;
    }

    /** Keeps the answer, in the background. */
    public void store(String requestHash, CachedAnswer answer) {
        if (mayAsk()) {
            bounded(values.setex(PREFIX + requestHash, config.timeToLive().toSeconds(), written(answer)))
                    .subscribe()
                    .with(done -> {}, fault -> LOG.debugf("answer not cached: %s", fault));
        }
    }

    /** Drops the answers, in the background. Without Redis they stay until their time is over; no text is in them. */
    public void forget(Collection<String> requestHashes) {
        if (mayAsk()) {
            bounded(keys.del(keys(requestHashes)))
                    .subscribe()
                    .with(done -> {}, fault -> LOG.debugf("answers not dropped: %s", fault));
        }
    }

    private static String[] keys(Collection<String> requestHashes) {
        return requestHashes.stream().map(hash -> PREFIX + hash).toArray(String[]::new);
    }

    private boolean mayAsk() {
        return config.enabled() && gate.tryPass();
    }

    /** Ends within the timeout, and tells the gate how. */
    private <T> Uni<T> bounded(Uni<T> asked) {
        return asked.ifNoItem()
                .after(config.timeout())
                .fail()
                .onItem()
                .invoke(this::worked)
                .onFailure()
                .invoke(this::failed);
    }

    private void worked() {
        if (gate.succeeded()) {
            LOG.info("Redis answers again: model answers are cached");
        }
    }

    private void failed(Throwable fault) {
        if (gate.failed()) {
            LOG.warnf("Redis does not answer (%s): going on without cached model answers", fault.toString());
        }
    }

    @SuppressWarnings("ConstantValue")
    private void add(Map<String, CachedAnswer> answers, String key, String value) {
        if (value == null) {
            return;
        }
        try {
            answers.put(key.substring(PREFIX.length()), json.readValue(value, CachedAnswer.class));
        } catch (JsonProcessingException e) {
            LOG.debugf("a cached answer cannot be read: %s", e.getOriginalMessage());
        }
    }

    private String written(CachedAnswer answer) {
        try {
            return json.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of numbers and strings can always be written", e);
        }
    }
}
