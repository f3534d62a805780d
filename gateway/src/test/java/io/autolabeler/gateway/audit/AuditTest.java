package io.autolabeler.gateway.audit;

import static java.time.Duration.ofSeconds;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.autolabeler.gateway.testing.Api;
import io.autolabeler.gateway.testing.GatewayTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AuditTest extends GatewayTest {
    @Test
    void writesEveryChangeDownWithItsOutcome() {
        String done = "/projects/" + UUID.randomUUID();
        String refused = "/projects/" + UUID.randomUUID();
        Api.as("EDITOR").delete(done).then().statusCode(204);
        Api.as("VIEWER").delete(refused).then().statusCode(403);
        String editor = Api.as("EDITOR").get("/me").path("keyId");

        await().atMost(ofSeconds(30))
                .untilAsserted(() -> Api.admin()
                        .get("/audit?pageSize=50")
                        .then()
                        .body("entries.path", hasItem("/api/v1" + done))
                        .body("entries.find { it.path == '/api/v1" + done + "' }.status", equalTo(204))
                        .body("entries.find { it.path == '/api/v1" + done + "' }.keyId", equalTo(editor))
                        .body("entries.find { it.path == '/api/v1" + done + "' }.method", equalTo("DELETE"))
                        .body("entries.find { it.path == '/api/v1" + refused + "' }.status", equalTo(403)));
    }

    @Test
    void leavesReadsOut() {
        Api.as("VIEWER")
                .urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/runs:plan")
                .then()
                .statusCode(200);
        String change = "/projects/" + UUID.randomUUID();
        Api.as("EDITOR").delete(change);

        await().atMost(ofSeconds(30))
                .untilAsserted(() -> Api.admin()
                        .get("/audit?pageSize=500")
                        .then()
                        .body("entries.path", hasItem("/api/v1" + change)));
        Api.admin().get("/audit?pageSize=500").then().body("entries.path", not(hasItem("/api/v1/runs:plan")));
    }

    @Test
    void isForAdministratorsOnly() {
        Api.as("EDITOR").get("/audit").then().statusCode(403);
        Api.nobody().get("/audit").then().statusCode(401);
    }
}
