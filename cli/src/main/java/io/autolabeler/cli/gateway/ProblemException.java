package io.autolabeler.cli.gateway;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The gateway refused a request; the message is the one line its problem document comes to. */
public final class ProblemException extends RuntimeException {
    private static final int UNAVAILABLE = 500;
    private static final int TOO_MANY = 429;
    private final int status;
    private final String code;

    private ProblemException(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** Reads a problem document (RFC 9457); any other body gives its status alone. */
    static ProblemException of(int status, String path, String body) {
        try {
            if (JsonParser.parseString(body) instanceof JsonObject problem) {
                return new ProblemException(status, text(problem, "code"), line(problem, status, path));
            }
        } catch (JsonParseException notJson) {
            // a proxy or another server answered
        }
        return new ProblemException(status, "", unknown(status, path));
    }

    public int status() {
        return status;
    }

    /** In UPPER_SNAKE, or empty when the answer held none. */
    public String code() {
        return code;
    }

    /** The same request may succeed a little later. */
    public boolean passes() {
        return status >= UNAVAILABLE || status == TOO_MANY;
    }

    private static String line(JsonObject problem, int status, String path) {
        String detail = text(problem, "detail");
        String title = text(problem, "title");
        String head = !detail.isEmpty() ? detail : !title.isEmpty() ? title : unknown(status, path);
        String fields =
                fields(problem).stream().filter(field -> !head.equals(field)).collect(Collectors.joining("; "));
        return fields.isEmpty() ? head : head + " (" + fields + ")";
    }

    private static List<String> fields(JsonObject problem) {
        List<String> fields = new ArrayList<>();
        if (problem.get("errors") != null && problem.get("errors").isJsonArray()) {
            for (JsonElement error : problem.getAsJsonArray("errors")) {
                if (error instanceof JsonObject object) {
                    fields.add(text(object, "field") + ": " + text(object, "message"));
                }
            }
        }
        return fields;
    }

    private static String unknown(int status, String path) {
        return "the gateway answered %d to %s".formatted(status, path);
    }

    private static String text(JsonObject object, String name) {
        JsonElement value = object.get(name);
        return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
    }
}
