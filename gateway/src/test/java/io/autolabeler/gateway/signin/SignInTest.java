package io.autolabeler.gateway.signin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.autolabeler.gateway.testing.Api;
import io.autolabeler.gateway.testing.GatewayTest;
import io.autolabeler.platform.database.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SignInTest extends GatewayTest {
    private static final String PROJECT = "{\"name\":\"p\",\"kind\":\"SENTIMENT\"}";

    @Inject
    Database database;

    @Test
    void turnsACodeIntoASessionAndAPlainAddress() {
        Response redeemed = redeem(code());

        assertThat(redeemed.statusCode()).isEqualTo(303);
        assertThat(redeemed.header("Location")).isEqualTo("/");
        assertThat(redeemed.header("Set-Cookie"))
                .startsWith("autolabeler_session=")
                .contains("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200");
        browser(redeemed)
                .get("/me")
                .then()
                .statusCode(200)
                .body("role", equalTo("ADMIN"), "name", equalTo("first key"));
    }

    @Test
    void makesACodeThatLastsTenMinutes() {
        Response made = Api.admin().post("/sign-in-codes");

        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(Duration.between(Instant.now(), Instant.parse(made.path("expireTime"))))
                .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
    }

    @Test
    void takesACodeOnce() {
        String code = code();
        redeem(code);

        Response again = redeem(code);

        assertThat(again.statusCode()).isEqualTo(401);
        assertThat(again.body().asString()).contains("was used already");
        assertThat(again.header("Set-Cookie")).isNull();
    }

    @Test
    void refusesAnExpiredOrUnknownCode() {
        String code = code();
        database.update("update sign_in_code set expire_time = now()");

        assertThat(redeem(code).statusCode()).isEqualTo(401);
        assertThat(redeem("nonsense").statusCode()).isEqualTo(401);
    }

    @Test
    void servesThePagesWithoutACode() {
        given().get("/").then().statusCode(200).contentType("text/html").header("X-Content-Type-Options", "nosniff");
    }

    @Test
    void refusesAChangeWithoutTheTokenOfTheSession() {
        Response session = redeem(code());

        browser(session)
                .contentType(ContentType.JSON)
                .body(PROJECT)
                .post("/projects")
                .then()
                .statusCode(403)
                .body("detail", containsString("X-CSRF-Token"));
        browser(session)
                .header("X-CSRF-Token", "nonsense")
                .contentType(ContentType.JSON)
                .body(PROJECT)
                .post("/projects")
                .then()
                .statusCode(403);
        assertThat(services.calls()).isEmpty();
    }

    @Test
    void takesAChangeWithTheToken() {
        Response session = redeem(code());

        change(session).post("/projects").then().statusCode(201);
    }

    @Test
    void refusesAChangeFromAnotherSite() {
        Response session = redeem(code());

        change(session)
                .header("Origin", "https://elsewhere.example")
                .post("/projects")
                .then()
                .statusCode(403)
                .body("detail", containsString("own pages"));
        change(session).header("Origin", "null").post("/projects").then().statusCode(403);
    }

    @Test
    void endsASessionAfterItsTimeAndWithItsKey() {
        Response session = redeem(code());
        database.update("update session set expire_time = now()");
        browser(session).get("/me").then().statusCode(401).body("code", equalTo("UNAUTHENTICATED"));

        String key = Api.key("{\"name\":\"short\",\"role\":\"ADMIN\"}");
        Response other = redeem(Api.with(key).post("/sign-in-codes").path("code"));
        String id = Api.with(key).get("/me").path("keyId");
        browser(other).get("/me").then().statusCode(200);
        Api.admin().delete("/keys/" + id).then().statusCode(204);
        browser(other).get("/me").then().statusCode(401);
    }

    @Test
    void makesCodesForAdministratorsWithAKeyOnly() {
        Api.as("EDITOR").post("/sign-in-codes").then().statusCode(403);
        Api.nobody().post("/sign-in-codes").then().statusCode(401);
        Response session = redeem(code());
        change(session).post("/sign-in-codes").then().statusCode(403);
    }

    @Test
    void keepsNeitherCodesNorSessionsReadable() {
        String code = code();
        Response session = redeem(code());

        assertThat(database.list("""
            select row_to_json(c)::text from sign_in_code c
            union all select row_to_json(s)::text from session s\
            """, row -> row.getString(0)))
                .noneMatch(row -> row.contains(code) || row.contains(session.cookie("autolabeler_session")));
    }

    private static String code() {
        return Api.admin().post("/sign-in-codes").path("code");
    }

    private static Response redeem(String code) {
        return given().redirects().follow(false).queryParam("code", code).get("/");
    }

    private static RequestSpecification browser(Response session) {
        return Api.nobody().cookie("autolabeler_session", session.cookie("autolabeler_session"));
    }

    private static RequestSpecification change(Response session) {
        String token = browser(session).get("/me").path("csrfToken");
        return browser(session)
                .header("X-CSRF-Token", token)
                .contentType(ContentType.JSON)
                .body(PROJECT);
    }
}
