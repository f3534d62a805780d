package io.autolabeler.system;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The operations in the OpenAPI document that the started system serves. */
record OpenApi(List<Operation> operations) {
    private static final Pattern ROLE = Pattern.compile("Least role: ([A-Z]+)\\.");
    private static final String SCHEMAS = "#/components/schemas/";

    /**
     * One method of one path.
     *
     * @param role the least that may call it; empty: anybody
     * @param contentType of the body; empty: it takes none
     * @param field the first field of the JSON object it takes; empty: it takes none
     */
    record Operation(String method, String path, String role, String contentType, String field, boolean paged) {
        /** Whether a request with this method and path, with ids and without parameters, is for this operation. */
        boolean matches(String otherMethod, String otherPath) {
            String regex = Pattern.compile("\\{[^}]+}")
                    .splitAsStream(path)
                    .map(Pattern::quote)
                    .collect(Collectors.joining("[^/:]+", "", path.endsWith("}") ? "[^/:]+" : ""));
            return method.equals(otherMethod) && otherPath.matches(regex);
        }

        boolean hasPathId() {
            return path.contains("{");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static OpenApi of(Api api) {
        JsonObject document = JsonParser.parseString(
                        api.fromRoot("GET", "/q/openapi?format=json", new byte[0], Map.of())
                                .body())
                .getAsJsonObject();
        JsonObject schemas = document.getAsJsonObject("components").getAsJsonObject("schemas");
        return new OpenApi(document.getAsJsonObject("paths").entrySet().stream()
                .flatMap(path -> path.getValue().getAsJsonObject().entrySet().stream()
                        .map(each -> operation(
                                path.getKey(), each.getKey(), each.getValue().getAsJsonObject(), schemas)))
                .toList());
    }

    private static Operation operation(String path, String method, JsonObject operation, JsonObject schemas) {
        Matcher role = ROLE.matcher(
                operation.has("description") ? operation.get("description").getAsString() : "");
        Optional<Map.Entry<String, JsonElement>> body = Optional.ofNullable(operation.getAsJsonObject("requestBody"))
                .map(each ->
                        each.getAsJsonObject("content").entrySet().iterator().next());
        boolean paged = operation.has("parameters")
                && operation.getAsJsonArray("parameters").asList().stream()
                        .map(JsonElement::getAsJsonObject)
                        .anyMatch(each -> each.get("name").getAsString().equals("pageSize"));
        return new Operation(
                method.toUpperCase(Locale.ROOT),
                path,
                role.find() ? role.group(1) : "",
                body.map(Map.Entry::getKey).orElse(""),
                body.map(each -> firstField(each.getValue().getAsJsonObject(), schemas))
                        .orElse(""),
                paged);
    }

    private static String firstField(JsonObject content, JsonObject schemas) {
        JsonElement reference = content.getAsJsonObject("schema").get("$ref");
        return reference == null
                ? ""
                : schemas.getAsJsonObject(reference.getAsString().substring(SCHEMAS.length()))
                        .getAsJsonObject("properties")
                        .keySet()
                        .iterator()
                        .next();
    }
}
