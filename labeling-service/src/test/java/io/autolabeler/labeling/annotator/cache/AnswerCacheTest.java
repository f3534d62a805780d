package io.autolabeler.labeling.annotator.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.labeling.annotator.ledger.Price.Tokens;
import io.autolabeler.labeling.annotator.ledger.Settled;
import io.autolabeler.labeling.annotator.ledger.Settled.State;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.runtime.datasource.ReactiveRedisDataSourceImpl;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisAPI;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "labeling"))
class AnswerCacheTest {
    private static final CachedAnswer ANSWER = new CachedAnswer(
            "spam",
            0.9,
            List.of(new Settled(
                    UUID.randomUUID(), State.SUCCEEDED, "SUCCEEDED", new Tokens(100, 20, 12, false), 1_234, 0.5)));

    @Inject
    AnswerCache cache;

    @Inject
    CacheConfig config;

    @Inject
    Vertx vertx;

    private final String hash = UUID.randomUUID().toString();

    @Test
    void givesBackWhatWasStored() {
        cache.store(hash, ANSWER);

        await().untilAsserted(() -> assertThat(cache.find(List.of("unknown", hash)))
                .containsOnlyKeys(hash)
                .containsValue(ANSWER));
    }

    @Test
    void dropsWhatIsToBeForgotten() {
        String other = UUID.randomUUID().toString();
        cache.store(hash, ANSWER);
        cache.store(other, ANSWER);
        await().untilAsserted(() -> assertThat(cache.find(List.of(hash, other))).hasSize(2));

        cache.forget(List.of(hash));

        await().untilAsserted(() -> assertThat(cache.find(List.of(hash, other))).containsOnlyKeys(other));
    }

    @Test
    void doesWithoutARedisThatDoesNotAnswer() throws IOException {
        try (ServerSocket frozen = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            AnswerCache deaf = new AnswerCache(redisAt(frozen.getLocalPort()), config);

            for (int i = 0; i < 3; i++) {
                assertThat(deaf.find(List.of(hash))).isEmpty();
            }

            assertThat(secondsOf(() -> deaf.find(List.of(hash))))
                    .as("not asked again")
                    .isLessThan(0.1);
        }
    }

    @Test
    void doesWithoutARedisThatIsNotThere() {
        AnswerCache alone = new AnswerCache(redisAt(1), config);

        assertThat(secondsOf(() -> alone.find(List.of(hash)))).isLessThan(1);
        alone.store(hash, ANSWER);
        assertThat(alone.find(List.of(hash))).isEmpty();
    }

    @Test
    void keepsAnswersForThirtyDaysUnlessTold() {
        assertThat(config.timeToLive()).isEqualTo(Duration.ofDays(30));
        assertThat(config.timeout()).isEqualTo(Duration.ofMillis(200));
        assertThat(config.enabled()).isTrue();
    }

    private ReactiveRedisDataSource redisAt(int port) {
        Redis redis = Redis.createClient(vertx, "redis://127.0.0.1:" + port);
        return new ReactiveRedisDataSourceImpl(vertx, redis, RedisAPI.api(redis));
    }

    private static double secondsOf(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }
}
