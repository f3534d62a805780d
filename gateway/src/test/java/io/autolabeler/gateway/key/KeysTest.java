package io.autolabeler.gateway.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.autolabeler.gateway.testing.Api;
import io.autolabeler.gateway.testing.GatewayTest;
import io.autolabeler.platform.database.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class KeysTest extends GatewayTest {
    @Inject
    Database database;

    @Inject
    BootstrapKey bootstrap;

    @Test
    void showsAKeyOnceAndKeepsOnlyItsHash() {
        JsonPath made = make("{\"name\":\"once\",\"role\":\"VIEWER\"}");
        String key = made.getString("key");

        assertThat(key).startsWith("al_").hasSize(46);
        assertThat(made.getString("prefix")).isEqualTo(key.substring(0, 10));
        Api.with(key).get("/me").then().statusCode(200).body("name", equalTo("once"), "role", equalTo("VIEWER"));
        Api.admin().get("/keys").then().body("keys.id", hasItem(made.getString("id")), "keys[0].key", equalTo(""));
        assertThat(database.list("select row_to_json(k)::text from api_key k", row -> row.getString(0)))
                .noneMatch(row -> row.contains(key));
    }

    @Test
    void saysWhereANewKeyIs() {
        Api.admin()
                .contentType(ContentType.JSON)
                .body("{\"name\":\"located\",\"role\":\"VIEWER\"}")
                .post("/keys")
                .then()
                .statusCode(201)
                .header("Location", containsString("/api/v1/keys/"));
    }

    @Test
    void refusesARevokedKey() {
        JsonPath made = make("{\"name\":\"revoked\",\"role\":\"VIEWER\"}");

        Api.admin().delete("/keys/" + made.getString("id")).then().statusCode(204);

        Api.with(made.getString("key")).get("/me").then().statusCode(401);
        Api.admin().delete("/keys/" + made.getString("id")).then().statusCode(404);
        Api.admin().get("/keys").then().body("keys.id", not(hasItem(made.getString("id"))));
    }

    @Test
    void refusesAnExpiredKey() {
        JsonPath made = make("{\"name\":\"expiring\",\"role\":\"VIEWER\",\"expireTime\":\""
                + Instant.now().plusSeconds(3600) + "\"}");
        Api.with(made.getString("key")).get("/me").then().statusCode(200);

        database.update("update api_key set expire_time = now() where id = $1::text::uuid", made.getString("id"));

        Api.with(made.getString("key")).get("/me").then().statusCode(401);
    }

    @Test
    void remembersWhenAKeyWasUsed() {
        JsonPath made = make("{\"name\":\"used\",\"role\":\"VIEWER\"}");
        Api.with(made.getString("key")).get("/me").then().statusCode(200);

        String used =
                Api.admin().get("/keys").path("keys.find { it.id == '" + made.getString("id") + "' }.lastUsedTime");

        assertThat(Instant.parse(used))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(5));
    }

    @Test
    void givesKeysPageByPage() {
        make("{\"name\":\"page 1\",\"role\":\"VIEWER\"}");
        make("{\"name\":\"page 2\",\"role\":\"VIEWER\"}");
        JsonPath first = Api.admin().get("/keys?pageSize=1").jsonPath();

        JsonPath second = Api.admin()
                .queryParam("pageSize", 1)
                .queryParam("pageToken", first.getString("nextPageToken"))
                .get("/keys")
                .jsonPath();

        assertThat(first.getList("keys")).hasSize(1);
        assertThat(second.getString("keys[0].id")).isNotEqualTo(first.getString("keys[0].id"));
        Api.admin().get("/keys?pageSize=-1").then().statusCode(400).body("errors[0].field", equalTo("pageSize"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"name":"","role":"VIEWER"}                                          | name
        {"name":"x"}                                                         | role
        {"name":"x","role":"VIEWER","expireTime":"2020-01-01T00:00:00Z"}     | expireTime
        {"name":"x","role":"VIEWER","projectIds":["nonsense"]}               | projectIds[0]
        """)
    void namesTheFieldThatBreaksARule(String body, String field) {
        Api.admin()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/keys")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo(field), "detail", startsWith(field));
    }

    @Test
    void keepsAnAdministratorOfSomeProjectsFromMakingKeysForAll() {
        String bound = Api.key("{\"name\":\"bound"
                + " admin\",\"role\":\"ADMIN\",\"projectIds\":[\"01900000-0000-7000-8000-000000000001\"]}");

        Api.with(bound)
                .contentType(ContentType.JSON)
                .body("{\"name\":\"more\",\"role\":\"ADMIN\"}")
                .post("/keys")
                .then()
                .statusCode(403)
                .body("detail", endsWith("cannot manage keys"));
        Api.with(bound).get("/keys").then().statusCode(403);
        Api.with(bound).get("/audit").then().statusCode(403);
    }

    @Test
    void isForAdministratorsOnly() {
        Api.as("EDITOR").get("/keys").then().statusCode(403);
        Api.nobody().get("/keys").then().statusCode(401);
        Api.with("al_unknown").get("/keys").then().statusCode(401);
        Api.nobody().header("Authorization", "Basic eA==").get("/keys").then().statusCode(401);
    }

    @Test
    void storesTheFirstKeyOnceHoweverOftenItStarts() {
        bootstrap.onStart(new io.quarkus.runtime.StartupEvent());

        assertThat(database.list("select id from api_key where name = 'first key'", row -> row.getUUID(0)))
                .hasSize(1);
    }

    private static JsonPath make(String body) {
        return Api.admin()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/keys")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }
}
