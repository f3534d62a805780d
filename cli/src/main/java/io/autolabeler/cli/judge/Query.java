package io.autolabeler.cli.judge;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Settings of a report as a query; those that say nothing are left out. */
final class Query {
    private final List<String> parts = new ArrayList<>();

    Query set(String name, String value) {
        if (!value.isEmpty()) {
            parts.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
        return this;
    }

    Query set(String name, long value) {
        return value == 0 ? this : set(name, Long.toString(value));
    }

    Query set(String name, double value) {
        return value == 0 ? this : set(name, Double.toString(value));
    }

    /** The path with the query behind it. */
    String of(String path) {
        return parts.isEmpty() ? path : path + "?" + String.join("&", parts);
    }
}
