package io.autolabeler.gateway.problem;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.autolabeler.gateway.testing.Api;
import io.autolabeler.gateway.testing.GatewayTest;
import io.autolabeler.labeling.v1.ProjectServiceGrpc;
import io.autolabeler.platform.errors.ErrorCode;
import io.autolabeler.platform.errors.ErrorStatus;
import io.autolabeler.platform.errors.ServiceException;
import io.grpc.Status;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ProblemsTest extends GatewayTest {
    @ParameterizedTest
    @CsvSource({
        "INVALID_ARGUMENT, 400",
        "NOT_FOUND, 404",
        "PERMISSION_DENIED, 403",
        "ALREADY_EXISTS, 409",
        "FAILED_PRECONDITION, 409",
        "TOO_LARGE, 413",
        "UNSUPPORTED_MEDIA_TYPE, 415",
        "RATE_LIMITED, 429",
        "UNAVAILABLE, 503",
        "DEADLINE_EXCEEDED, 504"
    })
    void tellsWhatTheServiceSays(ErrorCode code, int status) {
        fault(ErrorStatus.of(new ServiceException(code, "the reason")))
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code.name()))
                .body("status", equalTo(status))
                .body("detail", equalTo("the reason"));
    }

    @Test
    void namesTheFieldAtFault() {
        fault(ErrorStatus.of(ServiceException.invalid("labels[1].name", "must be unique", "spam")))
                .statusCode(400)
                .body("errors[0].field", equalTo("labels[1].name"))
                .body("errors[0].message", equalTo("labels[1].name must be unique, got spam"));
    }

    @Test
    void tellsNothingOfAnUnexpectedFaultButItsTrace() {
        fault(Status.INTERNAL.withDescription("table api_key, password hunter2").asRuntimeException())
                .statusCode(500)
                .body("detail", equalTo(""))
                .body("traceId", matchesPattern("[0-9a-f]{32}"))
                .body(not(containsString("hunter2")));
    }

    @Test
    void tellsAnUnknownPath() {
        Api.admin()
                .get("/nonsense")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("NOT_FOUND"));
    }

    @Test
    void tellsAMethodThatAPathDoesNotHave() {
        Api.admin()
                .put("/projects/" + "01900000-0000-7000-8000-000000000001")
                .then()
                .statusCode(405)
                .contentType("application/problem+json")
                .body("code", equalTo("METHOD_NOT_ALLOWED"));
    }

    @Test
    void tellsAFormItCannotAnswerIn() {
        Api.admin()
                .accept("image/png")
                .get("/projects")
                .then()
                .statusCode(406)
                .contentType("application/problem+json")
                .body("code", equalTo("NOT_ACCEPTABLE"));
    }

    @Test
    void refusesABodyOverEightMebibytes() {
        Api.as("EDITOR")
                .contentType(ContentType.JSON)
                .body("{\"name\":\"" + "x".repeat(8 * 1024 * 1024) + "\"}")
                .post("/projects")
                .then()
                .statusCode(413)
                .body("code", equalTo("TOO_LARGE"));
    }

    @ParameterizedTest
    @CsvSource({
        "pageSize, -x, must be a whole number",
        "pageSize, 1.5, must be a whole number",
        "failed, maybe, must be true or false"
    })
    void tellsAParameterOfTheWrongShape(String name, String value, String rule) {
        Api.admin()
                .queryParam(name, value)
                .get("/runs/01900000-0000-7000-8000-000000000001/annotations")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo(name))
                .body("detail", containsString(rule));
    }

    @Test
    void tellsAParameterThatIsGivenTwice() {
        Api.admin()
                .queryParam("pageSize", "1", "2")
                .get("/runs")
                .then()
                .statusCode(400)
                .body("detail", equalTo("pageSize is given twice"));
    }

    @Test
    void setsSecurityHeadersOnEveryAnswer() {
        Api.nobody()
                .get("/projects")
                .then()
                .header("Content-Security-Policy", containsString("default-src 'self'"))
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", containsString("no-store"));
    }

    private ValidatableResponse fault(RuntimeException fault) {
        services.answer(ProjectServiceGrpc.getGetProjectMethod(), request -> {
            throw fault;
        });
        return Api.admin()
                .get("/projects/" + "01900000-0000-7000-8000-000000000001")
                .then();
    }
}
