package io.autolabeler.gateway.testing;

import static io.restassured.RestAssured.given;

import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Requests as holders of keys make them. */
public final class Api {
    public static final String BASE = "/api/v1";
    private static final Map<String, String> KEYS = new ConcurrentHashMap<>();

    private Api() {}

    /** The first administrator. */
    public static RequestSpecification admin() {
        return with(Surroundings.KEY);
    }

    /** Somebody with that role and all projects. */
    public static RequestSpecification as(String role) {
        return with(KEYS.computeIfAbsent(role, Api::make));
    }

    /** Somebody with the key. */
    public static RequestSpecification with(String key) {
        return given().basePath(BASE).header("Authorization", "Bearer " + key);
    }

    /** An editor who sends a file of exactly that content type. */
    public static RequestSpecification upload(String contentType) {
        var plain = EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false);
        return as("EDITOR")
                .config(RestAssuredConfig.config()
                        .encoderConfig(plain.encodeContentTypeAs("text/csv", ContentType.BINARY)
                                .encodeContentTypeAs("application/jsonl", ContentType.BINARY)
                                .encodeContentTypeAs("text/csv;charset=latin1", ContentType.BINARY)))
                .contentType(contentType);
    }

    /** Nobody in particular. */
    public static RequestSpecification nobody() {
        return given().basePath(BASE);
    }

    /** Where the path is, for clients that read streams. */
    public static URI address(String path) {
        return URI.create(RestAssured.baseURI + ":" + RestAssured.port + BASE + path);
    }

    /** A new key, made by the first administrator. */
    public static String key(String json) {
        return admin().contentType(ContentType.JSON)
                .body(json)
                .post("/keys")
                .then()
                .statusCode(201)
                .extract()
                .path("key");
    }

    private static String make(String role) {
        return key("{\"name\":\"a " + role + "\",\"role\":\"" + role + "\"}");
    }
}
