package io.autolabeler.gateway.client;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.autolabeler.gateway.testing.Api;
import io.autolabeler.gateway.testing.GatewayTest;
import io.autolabeler.labeling.v1.ProjectServiceGrpc;
import io.autolabeler.labeling.v1.RunServiceGrpc;
import io.autolabeler.quality.v1.ReviewServiceGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ServiceAwayTest extends GatewayTest {
    private static final String ID = "01900000-0000-7000-8000-000000000001";

    @AfterEach
    void comesBack() {
        services.reset();
        await().atMost(ofSeconds(30)).untilAsserted(() -> {
            for (String path : new String[] {"/projects", "/reviews", "/heads", "/alerts", "/knowledge-bases"}) {
                Api.admin().get(path).then().statusCode(200);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "/projects, labeling-service",
        "/knowledge-bases, retrieval-service",
        "/reviews, quality-service",
        "/heads, learning-service",
        "/overview, monitoring-service"
    })
    void namesTheServiceAndWhatHappensWithoutIt(String path, String service) {
        services.stop();
        try {
            Api.as("VIEWER")
                    .get(path)
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", "2")
                    .body("code", equalTo("UNAVAILABLE"))
                    .body("detail", containsString(service + " does not answer: "))
                    .body(not(containsString("Exception")));
        } finally {
            services.start();
        }
    }

    @Test
    void asksAgainWhereNothingWasDoneTwice() {
        AtomicInteger asked = failFirst(ProjectServiceGrpc.getGetProjectMethod(), Status.UNAVAILABLE);

        Api.as("VIEWER").get("/projects/" + ID).then().statusCode(200);

        assertThat(asked).hasValue(2);
    }

    @Test
    void asksAgainWhereTheConnectionWasEndedUnderTheCall() {
        AtomicInteger asked = failFirst(
                ProjectServiceGrpc.getGetProjectMethod(),
                Status.INTERNAL.withDescription("Connection closed after GOAWAY. HTTP/2 error code: PROTOCOL_ERROR"));

        Api.as("VIEWER").get("/projects/" + ID).then().statusCode(200);

        assertThat(asked).hasValue(2);
    }

    @Test
    void createsAgainUnderTheSameKeyOnly() {
        AtomicInteger asked = failFirst(ProjectServiceGrpc.getCreateProjectMethod(), Status.UNAVAILABLE);

        Api.as("EDITOR")
                .contentType(ContentType.JSON)
                .body("{\"name\":\"p\"}")
                .post("/projects")
                .then()
                .statusCode(201);

        assertThat(asked).hasValue(2);
        assertThat(services.calls(ProjectServiceGrpc.getCreateProjectMethod()).stream()
                        .map(call ->
                                ((io.autolabeler.labeling.v1.CreateProjectRequest) call.request()).getIdempotencyKey())
                        .distinct())
                .hasSize(1)
                .allMatch(key -> key.length() > 36);
    }

    @Test
    void keepsIdempotencyKeysOfCallersApart() {
        for (String role : new String[] {"EDITOR", "ADMIN"}) {
            Api.as(role)
                    .header("Idempotency-Key", "once")
                    .contentType(ContentType.JSON)
                    .body("{\"name\":\"p\"}")
                    .post("/projects")
                    .then()
                    .statusCode(201);
        }

        assertThat(services.calls(ProjectServiceGrpc.getCreateProjectMethod()).stream()
                        .map(call ->
                                ((io.autolabeler.labeling.v1.CreateProjectRequest) call.request()).getIdempotencyKey())
                        .distinct())
                .hasSize(2)
                .allMatch(key -> key.endsWith("/once"));
        Api.as("EDITOR")
                .header("Idempotency-Key", "x".repeat(201))
                .contentType(ContentType.JSON)
                .body("{\"name\":\"p\"}")
                .post("/projects")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("Idempotency-Key"));
    }

    @Test
    void neverUndoesTwice() {
        AtomicInteger asked = failFirst(ReviewServiceGrpc.getUndoReviewMethod(), Status.UNAVAILABLE);

        Api.as("ANNOTATOR")
                .noContentType()
                .urlEncodingEnabled(false)
                .post("/reviews/" + ID + ":undo")
                .then()
                .statusCode(503);

        assertThat(asked).hasValue(1);
    }

    @Test
    void givesUpOnAServiceThatTakesTooLong() {
        services.answer(RunServiceGrpc.getGetRunMethod(), request -> {
            await().pollDelay(Duration.ofSeconds(7)).atMost(ofSeconds(8)).until(() -> true);
            return io.autolabeler.labeling.v1.Run.getDefaultInstance();
        });

        Api.as("VIEWER")
                .get("/runs/" + ID)
                .then()
                .statusCode(504)
                .body("code", equalTo("DEADLINE_EXCEEDED"))
                .body("detail", containsString("labeling-service did not answer in time"));
    }

    private <A extends com.google.protobuf.Message, B extends com.google.protobuf.Message> AtomicInteger failFirst(
            MethodDescriptor<A, B> method, Status failure) {
        AtomicInteger asked = new AtomicInteger();
        services.answer(method, request -> {
            if (asked.incrementAndGet() == 1) {
                throw failure.asRuntimeException();
            }
            return services.empty(method);
        });
        return asked;
    }
}
