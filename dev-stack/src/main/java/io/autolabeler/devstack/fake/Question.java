package io.autolabeler.devstack.fake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a chat completion request asks.
 *
 * @param model echoed in the answer
 * @param text the text to be labeled
 * @param labels to choose from, at least one
 * @param characters of all messages
 */
record Question(String model, String text, List<String> labels, int characters) {
    private static final Pattern LISTED = Pattern.compile("^- (\"(?:[^\"\\\\]|\\\\.)*\")", Pattern.MULTILINE);

    /** The question in the request's body; throws {@link JsonProcessingException} for a body that is no JSON. */
    static Question in(ObjectMapper json, byte[] body) throws JsonProcessingException {
        JsonNode request;
        try {
            request = json.readTree(body);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        JsonNode messages = request.path("messages");
        int characters = 0;
        for (JsonNode message : messages) {
            characters += message.path("content").asText().length();
        }
        return new Question(request.path("model").asText(), text(json, messages), labels(json, request), characters);
    }

    /** The text of the first user message: its field `text` where it is a JSON object, else the whole message. */
    private static String text(ObjectMapper json, JsonNode messages) {
        for (JsonNode message : messages) {
            if (message.path("role").asText().equals("user")) {
                String content = message.path("content").asText();
                return field(json, content);
            }
        }
        return "";
    }

    private static String field(ObjectMapper json, String content) {
        try {
            JsonNode text = json.readTree(content).path("text");
            return text.isTextual() ? text.asText() : content;
        } catch (JsonProcessingException e) {
            return content;
        }
    }

    private static List<String> labels(ObjectMapper json, JsonNode request) throws JsonProcessingException {
        List<String> labels = new ArrayList<>();
        request.at("/response_format/json_schema/schema/properties/label/enum")
                .forEach(each -> labels.add(each.asText()));
        if (labels.isEmpty()) {
            Matcher listed = LISTED.matcher(request.at("/messages/0/content").asText());
            while (listed.find()) {
                labels.add(json.readValue(listed.group(1), String.class));
            }
        }
        return labels.isEmpty() ? List.of("unknown") : labels;
    }

    /** The label that the endpoint gives: the first whose name is in the text, else one by the text's hash. */
    static String labelFor(String text, List<String> labels) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (String label : labels) {
            if (lower.contains(label.toLowerCase(Locale.ROOT))) {
                return label;
            }
        }
        int hash = Integer.parseUnsignedInt(sha256(text.getBytes(StandardCharsets.UTF_8)), 0, 8, 16);
        return labels.get(Integer.remainderUnsigned(hash, labels.size()));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
