package io.autolabeler.quality.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.autolabeler.quality.report.FileRow.RejectedRow;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One JSON object per line; its columns are the keys of all lines, in the order in which they turn up. */
final class JsonLines {
    // Whole numbers up to here are exact.
    private static final double LARGEST_EXACT = 1L << 53;
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build()
            .reader();

    private final Set<String> columns = new LinkedHashSet<>();

    Set<String> columns() {
        return Collections.unmodifiableSet(columns);
    }

    /** Adds the keys of every line that is an object and has not too many; other lines are left to {@link #values}. */
    void addColumns(BufferedReader text) throws IOException {
        for (@Nullable String line = text.readLine(); line != null; line = text.readLine()) {
            if (!line.isBlank()) {
                addKeys(line);
            }
            if (columns.size() > FileRows.MOST_COLUMNS) {
                throw new ReportFault("", "the lines have more than 1,000 different keys; at most 1,000 are taken");
            }
        }
    }

    private void addKeys(String line) throws IOException {
        Set<String> keys = new LinkedHashSet<>();
        try (JsonParser parser = JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                keys.add(parser.currentName());
                parser.nextToken();
                parser.skipChildren();
            }
            if (keys.size() <= FileRows.MOST_COLUMNS) {
                columns.addAll(keys);
            }
        } catch (JsonProcessingException e) {
            // The line is rejected when its values are read.
        }
    }

    /** The line's values: null is empty, whole numbers have no fraction, arrays and objects stay JSON. */
    Map<String, String> values(String line) {
        JsonNode node;
        try {
            node = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new RejectedRow("the line is not valid JSON");
        }
        if (!node.isObject() || node.size() > FileRows.MOST_COLUMNS) {
            throw new RejectedRow("the line is not a JSON object of at most 1,000 keys");
        }
        Map<String, String> values = LinkedHashMap.newLinkedHashMap(node.size());
        node.properties().forEach(each -> values.put(each.getKey(), text(each.getValue())));
        return values;
    }

    /** So that 1 and 1.0 are one label. */
    private static String text(JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        if (value.isFloatingPointNumber()) {
            double number = value.doubleValue();
            return number == Math.rint(number) && Math.abs(number) <= LARGEST_EXACT
                    ? Long.toString((long) number)
                    : value.asText();
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
