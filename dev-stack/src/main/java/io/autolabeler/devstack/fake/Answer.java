package io.autolabeler.devstack.fake;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What goes back over the wire.
 *
 * @param half only the first half of the body is sent, then the connection is closed
 */
record Answer(int status, byte[] body, boolean half) {
    private static final int COMPLETION_TOKENS = 12;

    /** The answer to the question, spoiled by the fault. */
    static Answer to(ObjectMapper json, Question question, Fault.@Nullable Kind fault) {
        if (fault == null) {
            return completion(json, question, content(json, question), "stop");
        }
        return switch (fault) {
            case RATE_LIMITED -> error(json, 429, "rate_limit_exceeded", "Rate limit reached.");
            case SERVER_ERROR -> error(json, 500, "server_error", "The server had an error.");
            case CONTEXT_LENGTH ->
                error(json, 400, "context_length_exceeded", "This model's maximum context length is exceeded.");
            case GARBAGE -> new Answer(200, "<html>certainly not JSON".getBytes(StandardCharsets.UTF_8), false);
            case HALF_STREAM -> half(completion(json, question, content(json, question), "stop"));
            case CONTENT_FILTER -> completion(json, question, "", "content_filter");
            case EMPTY -> completion(json, question, "", "stop");
            case TRUNCATED -> completion(json, question, cut(content(json, question)), "length");
            case CUT_JSON -> completion(json, question, cut(content(json, question)), "stop");
            case GARBAGE_ANSWER -> completion(json, question, "I would rather not say.", "stop");
            case WRONG_LABEL -> completion(json, question, "{\"label\":\"no such label\",\"confidence\":0.9}", "stop");
            case NO_CONFIDENCE -> completion(json, question, withoutConfidence(json, question), "stop");
            case NO_USAGE -> withoutUsage(json, question);
            case LATE -> completion(json, question, content(json, question), "stop");
        };
    }

    static Answer error(ObjectMapper json, int status, String code, String message) {
        ObjectNode root = json.createObjectNode();
        root.putObject("error").put("code", code).put("type", code).put("message", message);
        return new Answer(status, bytes(root), false);
    }

    private static Answer completion(ObjectMapper json, Question question, String content, String finish) {
        return new Answer(200, bytes(envelope(json, question, content, finish)), false);
    }

    private static Answer withoutUsage(ObjectMapper json, Question question) {
        ObjectNode root = envelope(json, question, content(json, question), "stop");
        root.remove("usage");
        return new Answer(200, bytes(root), false);
    }

    private static Answer half(Answer whole) {
        return new Answer(whole.status(), whole.body(), true);
    }

    private static ObjectNode envelope(ObjectMapper json, Question question, String content, String finish) {
        ObjectNode root = json.createObjectNode()
                .put("id", "chatcmpl-fake")
                .put("object", "chat.completion")
                .put("created", 1_700_000_000)
                .put("model", question.model());
        ObjectNode choice = root.putArray("choices").addObject().put("index", 0);
        choice.putObject("message").put("role", "assistant").put("content", content);
        choice.put("finish_reason", finish);
        int prompt = (question.characters() + 3) / 4;
        root.putObject("usage")
                .put("prompt_tokens", prompt)
                .put("completion_tokens", COMPLETION_TOKENS)
                .put("total_tokens", prompt + COMPLETION_TOKENS);
        return root;
    }

    private static String content(ObjectMapper json, Question question) {
        String label = Question.labelFor(question.text(), question.labels());
        boolean named = question.text().toLowerCase(Locale.ROOT).contains(label.toLowerCase(Locale.ROOT));
        return json.createObjectNode()
                .put("label", label)
                .put("confidence", named ? 0.95 : 0.6)
                .toString();
    }

    private static String withoutConfidence(ObjectMapper json, Question question) {
        return json.createObjectNode()
                .put("label", Question.labelFor(question.text(), question.labels()))
                .toString();
    }

    private static String cut(String content) {
        return content.substring(0, content.length() / 2);
    }

    private static byte[] bytes(ObjectNode root) {
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }
}
