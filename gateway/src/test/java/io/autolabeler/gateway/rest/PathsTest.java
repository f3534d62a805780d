package io.autolabeler.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.autolabeler.gateway.json.MessageJson;
import io.autolabeler.gateway.testing.Api;
import io.autolabeler.gateway.testing.FakeServices;
import io.autolabeler.gateway.testing.GatewayTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class PathsTest extends GatewayTest {
    static Stream<Row> rows() {
        return Rows.all();
    }

    static Stream<Row> rowsWithBody() {
        return Rows.all().filter(Row::hasBody);
    }

    static Stream<Row> rowsWithPathId() {
        return Rows.all().filter(Row::hasPathId);
    }

    static Stream<Row> rowsAboveViewer() {
        return Rows.all().filter(row -> !row.role().equals("VIEWER"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void handsTheRequestToItsService(Row row) {
        send(Api.as(row.role()), row).statusCode(row.status());

        FakeServices.Call call = services.calls(row.rpc()).getLast();
        assertThat(MessageJson.of(call.request())).contains(row.request());
        assertThat(call.header("autolabeler-caller-key")).hasSize(36);
        assertThat(call.header("autolabeler-caller-projects")).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void refusesACallerWithoutAKey(Row row) {
        send(Api.nobody(), row)
                .statusCode(401)
                .contentType("application/problem+json")
                .body("code", equalTo("UNAUTHENTICATED"))
                .body("type", equalTo("urn:autolabeler:problem:unauthenticated"));
        assertThat(services.calls()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rowsAboveViewer")
    void refusesALesserRole(Row row) {
        send(Api.as(row.lesserRole()), row)
                .statusCode(403)
                .body("code", equalTo("PERMISSION_DENIED"))
                .body("detail", containsString("needs the role " + row.role()));
        assertThat(services.calls()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void namesAnUnknownParameter(Row row) {
        send(Api.as(row.role()).queryParam("pagesize", "1"), row)
                .statusCode(400)
                .body("code", equalTo("INVALID_ARGUMENT"))
                .body("errors.field", hasItem("pagesize"));
        assertThat(services.calls()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rowsWithPathId")
    void refusesAnIdThatIsNone(Row row) {
        Row wrong = new Row(
                row.role(), row.method(), row.path().replace(Row.ID, "nonsense"), row.body(), 400, row.rpc(), "");
        send(Api.as(row.role()), wrong)
                .statusCode(400)
                .body("code", equalTo("INVALID_ARGUMENT"))
                .body("detail", containsString("must be an id, got nonsense"));
        assertThat(services.calls()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rowsWithBody")
    void namesTheFieldThatItDoesNotKnow(Row row) {
        Row wrong = new Row(row.role(), row.method(), row.path(), "{\"naem\":1}", 400, row.rpc(), "");
        send(Api.as(row.role()), wrong)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo("naem"))
                .body("errors[0].message", containsString("is not a field here"));
        assertThat(services.calls()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rowsWithBody")
    void refusesABodyThatIsNoObject(Row row) {
        Row wrong = new Row(row.role(), row.method(), row.path(), "[1]", 400, row.rpc(), "");
        send(Api.as(row.role()), wrong).statusCode(400).body("detail", equalTo("the body must be a JSON object"));
        assertThat(services.calls()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rowsWithBody")
    void refusesAnotherContentType(Row row) {
        Api.as(row.role())
                .contentType("text/plain")
                .body(row.body())
                .urlEncodingEnabled(false)
                .request(row.method(), row.path())
                .then()
                .statusCode(415)
                .contentType("application/problem+json")
                .body("code", equalTo("UNSUPPORTED_MEDIA_TYPE"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void passesTheProjectsOfABoundKeyOn(Row row) {
        String key =
                Api.key("{\"name\":\"bound\",\"role\":\"" + row.role() + "\",\"projectIds\":[\"" + Row.OTHER + "\"]}");

        send(Api.with(key), row).statusCode(row.status());

        assertThat(services.calls(row.rpc()).getLast().header("autolabeler-caller-projects"))
                .isEqualTo(Row.OTHER);
    }

    @Test
    void resumesWithoutABody() {
        Api.as("EDITOR")
                .noContentType()
                .urlEncodingEnabled(false)
                .post("/runs/" + Row.ID + ":resume")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse send(RequestSpecification request, Row row) {
        if (row.hasBody()) {
            request.contentType(row.contentType()).body(row.body());
        } else {
            request.noContentType();
        }
        return request.urlEncodingEnabled(false)
                .request(row.method(), row.path())
                .then();
    }
}
