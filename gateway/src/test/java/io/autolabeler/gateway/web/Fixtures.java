package io.autolabeler.gateway.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers of the REST interface as files; a time written {@code @-PT5M} is five minutes before now. */
final class Fixtures {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TIME = Pattern.compile("\"@(-?P[0-9DTHMS]+)\"");

    private Fixtures() {}

    /** The named file of {@code src/test/resources/pages}, with its times filled in. */
    static String text(String name) {
        Instant now = Instant.now();
        return TIME.matcher(file(name + ".json"))
                .replaceAll(found -> Matcher.quoteReplacement("\"" + moment(found.group(1), now) + "\""));
    }

    private static String file(String name) {
        try (InputStream file = Fixtures.class.getResourceAsStream("/pages/" + name)) {
            if (file == null) {
                throw new IllegalArgumentException("no file pages/" + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode read(String name) {
        return parse(text(name));
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instant moment(String distance, Instant now) {
        return now.plus(Duration.parse(distance));
    }
}
