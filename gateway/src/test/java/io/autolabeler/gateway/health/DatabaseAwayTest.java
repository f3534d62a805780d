package io.autolabeler.gateway.health;

import static io.restassured.RestAssured.given;
import static java.time.Duration.ofSeconds;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.lessThan;

import io.autolabeler.gateway.testing.DatabaseLine;
import io.autolabeler.gateway.testing.GatewayTest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = DatabaseLine.class, restrictToAnnotatedClass = true)
class DatabaseAwayTest extends GatewayTest {
    /** What a monitor that asks for health waits at least. */
    private static final long QUICKLY = 3_000;

    /** Injected by itself. */
    @SuppressWarnings("NullAway.Init")
    DatabaseLine line;

    @BeforeEach
    void isReadyAtFirst() {
        becomes(true);
    }

    @AfterEach
    void mend() {
        line.mend();
        becomes(true);
    }

    @Test
    void isNotReadyButAnswersWhenItsDatabaseIsKilled() {
        line.cut();

        becomes(false);
    }

    @Test
    void isNotReadyButAnswersQuicklyWhenItsDatabaseIsFrozen() {
        line.holdUp();

        becomes(false);
    }

    private static void becomes(boolean ready) {
        await().atMost(ofSeconds(15))
                .untilAsserted(() -> given().get("/health")
                        .then()
                        .statusCode(200)
                        .time(lessThan(QUICKLY))
                        .body("ready", equalTo(ready))
                        .body("services.ready", everyItem(equalTo(true))));
    }
}
