package io.autolabeler.cli.report;

import io.autolabeler.quality.v1.ReportError;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What kind of report is asked for, with its settings; those that say nothing are left out. */
public final class Query {
    private final String path;
    private final List<String> parts = new ArrayList<>();
    private final Map<String, String> flags = new HashMap<>();

    /** A query at that path, {@code /agreement} for example. */
    public Query(String path) {
        this.path = path;
    }

    /** Adds a setting, which the user knows by the name of a flag; a value that is empty says nothing. */
    public Query set(String name, String flag, String value) {
        flags.put(name, flag);
        if (!value.isEmpty()) {
            parts.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
        return this;
    }

    /** Adds a whole number; 0 says nothing. */
    public Query set(String name, String flag, int value) {
        return set(name, flag, value == 0 ? "" : Integer.toString(value));
    }

    /** Adds a figure; 0 says nothing. */
    public Query set(String name, String flag, double value) {
        return set(name, flag, value == 0 ? "" : Double.toString(value));
    }

    /** The path with the settings behind it. */
    String url() {
        return parts.isEmpty() ? path : path + "?" + String.join("&", parts);
    }

    /** Why a report failed, settings called by their flags. */
    String fault(ReportError error) {
        String message = error.getMessage().isEmpty() ? "the report failed" : error.getMessage();
        String flag = flags.getOrDefault(error.getField(), error.getField());
        if (flag.isEmpty()) {
            return message;
        }
        return message.startsWith(error.getField())
                ? flag + message.substring(error.getField().length())
                : flag + ": " + message;
    }
}
