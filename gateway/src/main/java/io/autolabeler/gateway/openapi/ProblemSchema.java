package io.autolabeler.gateway.openapi;

import io.autolabeler.gateway.problem.ProblemCode;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** The schema of problem documents. */
final class ProblemSchema {
    private ProblemSchema() {}

    static Schema schema() {
        Schema error = typed(SchemaType.OBJECT)
                .addProperty("field", typed(SchemaType.STRING).description("The field's path in the request's JSON."))
                .addProperty("message", typed(SchemaType.STRING));
        return typed(SchemaType.OBJECT)
                .description("What went wrong.")
                .addProperty(
                        "type", typed(SchemaType.STRING).description("Stable: urn:autolabeler:problem: and the code."))
                .addProperty("title", typed(SchemaType.STRING))
                .addProperty("status", typed(SchemaType.INTEGER).format("int32"))
                .addProperty("detail", typed(SchemaType.STRING).description("One sentence for people."))
                .addProperty("code", typed(SchemaType.STRING).enumeration(codes()))
                .addProperty("errors", typed(SchemaType.ARRAY).items(error).description("The fields at fault."))
                .addProperty(
                        "traceId",
                        typed(SchemaType.STRING).description("What to look for in the logs; only with INTERNAL."))
                .required(List.of("type", "title", "status", "detail", "code", "errors"));
    }

    private static List<Object> codes() {
        return Arrays.stream(ProblemCode.values())
                .map(code -> (Object) code.name())
                .toList();
    }

    private static Schema typed(SchemaType type) {
        return OASFactory.createSchema().type(List.of(type));
    }
}
