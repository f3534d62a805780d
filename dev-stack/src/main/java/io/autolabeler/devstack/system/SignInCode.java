package io.autolabeler.devstack.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The code by which a browser signs in once.
 *
 * @param gateway who gives it
 * @param apiKey the file with the key that entitles to it
 */
record SignInCode(URI gateway, Path apiKey) {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Pattern CODE = Pattern.compile("\"code\"\\s*:\\s*\"([A-Za-z0-9_-]+)\"");

    /** A fresh code; none if the gateway gives none. */
    Optional<String> request() {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
            HttpRequest request = HttpRequest.newBuilder(gateway.resolve("/api/v1/sign-in-codes"))
                    .header(
                            "Authorization",
                            "Bearer " + Files.readString(apiKey).strip())
                    .header("Content-Type", "application/json")
                    .timeout(LIMIT)
                    .POST(BodyPublishers.ofString("{}"))
                    .build();
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            Matcher code = CODE.matcher(response.body());
            return response.statusCode() / 100 == 2 && code.find() ? Optional.of(code.group(1)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
