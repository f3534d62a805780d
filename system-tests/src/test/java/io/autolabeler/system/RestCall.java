package io.autolabeler.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A row of {@code rest-calls.txt}: a right request to one operation.
 *
 * @param elsewhere what an administrator's key of another project gets: a status, or {@code own} for a view of its own
 * @param body empty: none
 */
record RestCall(String method, String path, int status, String elsewhere, String body) {

    static List<RestCall> all() {
        try (InputStream file = Objects.requireNonNull(RestCall.class.getResourceAsStream("rest-calls.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.strip().split("\\s+", 5))
                    .map(cells -> new RestCall(
                            cells[0], cells[1], Integer.parseInt(cells[2]), cells[3], cells.length > 4 ? cells[4] : ""))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    OpenApi.Operation operation(OpenApi document) {
        String plain = path.split("\\?", 2)[0];
        return document.operations().stream()
                .filter(each -> each.matches(method, plain))
                .findFirst()
                .orElseThrow(() -> new AssertionError(this + " is not in the OpenAPI document"));
    }

    RestCall withBody(String other) {
        return new RestCall(method, path, status, elsewhere, other);
    }

    RestCall withPath(String other) {
        return new RestCall(method, other, status, elsewhere, body);
    }

    /** The request with the scene's things in it. */
    HttpResponse<String> send(Api api, String contentType, RestScene scene) {
        return api.fromRoot(
                method,
                scene.fill(path),
                scene.fill(body).getBytes(StandardCharsets.UTF_8),
                body.isEmpty() ? Map.of() : Map.of("Content-Type", contentType));
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
