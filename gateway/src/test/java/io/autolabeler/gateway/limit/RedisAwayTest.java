package io.autolabeler.gateway.limit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.autolabeler.gateway.testing.Api;
import io.autolabeler.gateway.testing.GatewayTest;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RedisAwayTest.NoRedis.class)
class RedisAwayTest extends GatewayTest {
    public static class NoRedis implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.redis.hosts", "redis://127.0.0.1:9", "autolabeler.limit.requests-per-minute", "20");
        }
    }

    @Test
    void countsByItself() {
        String key = Api.key("{\"name\":\"eager\",\"role\":\"VIEWER\"}");
        int let = 0;
        Response last = Api.with(key).get("/me");
        while (let < 500 && last.statusCode() == 200) {
            let++;
            last = Api.with(key).get("/me");
        }

        assertThat(let).isBetween(20, 499);
        last.then().statusCode(429);
    }

    @Test
    void staysReady() {
        given().get("/q/health/ready").then().statusCode(200);
    }
}
