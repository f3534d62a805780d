package io.autolabeler.gateway.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * One request as the played gateway received it.
 *
 * @param path below {@code /api/v1}
 * @param body null without one
 * @param csrf the token sent along, empty without
 */
record Call(String method, String path, Map<String, String> query, JsonNode body, String csrf) {

    /** For example {@code POST /reviews/next}. */
    String line() {
        return method + " " + path;
    }

    String parameter(String name) {
        return query.getOrDefault(name, "");
    }
}
