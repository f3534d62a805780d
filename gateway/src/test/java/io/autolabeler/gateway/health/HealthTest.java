package io.autolabeler.gateway.health;

import static io.restassured.RestAssured.given;
import static java.time.Duration.ofSeconds;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.not;

import io.autolabeler.gateway.testing.GatewayTest;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class HealthTest extends GatewayTest {
    @ParameterizedTest
    @ValueSource(strings = {"/health", "/api/v1/health"})
    void namesEveryServiceToEverybody(String path) {
        await().atMost(ofSeconds(30))
                .untilAsserted(() -> given().get(path)
                        .then()
                        .statusCode(200)
                        .body("ready", equalTo(true))
                        .body("version", equalTo("0.1.0-SNAPSHOT"))
                        .body(
                                "services.name",
                                contains(
                                        "labeling-service",
                                        "learning-service",
                                        "monitoring-service",
                                        "quality-service",
                                        "retrieval-service"))
                        .body("services.ready", everyItem(equalTo(true)))
                        .body("services.fallback", everyItem(emptyString())));
    }

    @Test
    void saysWhatHappensWithoutAServiceAndStaysReady() {
        services.stop();
        try {
            await().atMost(ofSeconds(30))
                    .untilAsserted(() -> given().get("/health")
                            .then()
                            .statusCode(200)
                            .body("ready", equalTo(true))
                            .body("services.ready", everyItem(equalTo(false)))
                            .body("services.fallback", everyItem(not(emptyString())))
                            .body("services[3].fallback", containsString("raw confidence")));
            given().get("/q/health/ready").then().statusCode(200);
        } finally {
            services.start();
        }
    }
}
