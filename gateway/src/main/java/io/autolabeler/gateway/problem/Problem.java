package io.autolabeler.gateway.problem;

import io.autolabeler.platform.errors.ServiceException.FieldError;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * An RFC 9457 problem document.
 *
 * @param detail one sentence for people: field, rule, value, advice; empty for an unexpected fault
 * @param errors the fields at fault, by JSON path
 * @param traceId what to look for in the logs; empty where the detail says it all
 */
public record Problem(ProblemCode code, String detail, List<FieldError> errors, String traceId) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        errors = List.copyOf(errors);
    }

    /** A problem that is told in one sentence. */
    public static Problem of(ProblemCode code, String detail) {
        return new Problem(code, detail, List.of(), "");
    }

    /** The document. */
    public String json() {
        JsonObject document = new JsonObject()
                .put("type", code.type())
                .put("title", code.title())
                .put("status", code.status())
                .put("detail", detail)
                .put("code", code.name());
        JsonArray fields = new JsonArray();
        errors.forEach(
                each -> fields.add(new JsonObject().put("field", each.field()).put("message", each.message())));
        document.put("errors", fields);
        if (!traceId.isEmpty()) {
            document.put("traceId", traceId);
        }
        return document.encode();
    }
}
