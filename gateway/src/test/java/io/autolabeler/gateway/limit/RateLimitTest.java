package io.autolabeler.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.autolabeler.gateway.testing.Api;
import io.autolabeler.gateway.testing.GatewayTest;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RateLimitTest extends GatewayTest {
    @Inject
    RedisLimit shared;

    @Inject
    RedisDataSource redis;

    @Test
    void refusesRequestsAboveTheLimitAndSaysWhenToComeBack() {
        String key = Api.key("{\"name\":\"eager\",\"role\":\"VIEWER\"}");
        String id = Api.with(key).get("/me").then().statusCode(200).extract().path("keyId");
        redis.execute("HSET", "gateway:limit:" + id, "tokens", "-100");

        var refused = Api.with(key).get("/me").then().statusCode(429);

        refused.contentType("application/problem+json")
                .body("code", equalTo("RATE_LIMITED"))
                .body("detail", containsString("1200 requests a minute"));
        assertThat(Integer.parseInt(refused.extract().header("Retry-After"))).isBetween(1, 6);
        Api.as("VIEWER").get("/me").then().statusCode(200);
    }

    @Test
    void countsInRedisForAllGateways() {
        UUID key = UUID.randomUUID();

        for (int i = 0; i < 3; i++) {
            assertThat(shared.take(key, 3)).isEqualTo(OptionalInt.of(0));
        }

        assertThat(shared.take(key, 3).orElseThrow()).isBetween(15, 20);
    }
}
