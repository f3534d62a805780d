package io.autolabeler.labeling.dataset;

import io.autolabeler.labeling.dataset.JsonObjectReader.Kind;
import io.autolabeler.labeling.dataset.JsonObjectReader.Line;
import io.autolabeler.labeling.dataset.JsonObjectReader.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns lines of JSONL into rows. The columns are the keys of the objects, in the order in which they turn up; an object
 * need not have them all. Not thread-safe.
 */
final class JsonRows implements TableReader {
    private final AskedColumns asked;
    private final RowSink sink;
    private final Map<String, Integer> places = new LinkedHashMap<>();
    private @Nullable String text;

    /** Goes on where another reader stopped; the text column is null if it is not known yet. */
    JsonRows(AskedColumns asked, List<String> columns, @Nullable String text, RowSink sink) {
        this.asked = asked;
        this.sink = sink;
        this.text = asked.text().isEmpty() ? text : asked.text();
        columns.forEach(each -> places.put(each, places.size()));
    }

    @Override
    public List<String> columns() {
        return List.copyOf(places.keySet());
    }

    @Override
    public @Nullable String textColumn() {
        return text;
    }

    @Override
    public void record(int line, byte[] bytes, int start, int end) {
        switch (JsonObjectReader.read(bytes, start, end)) {
            case Line.Blank() -> {}
            case Line.Faulty(String reason) -> sink.rejected(line, reason);
            case Line.Parsed(Map<String, Value> values) -> object(line, values);
        }
    }

    @Override
    public void rejected(int line, String reason) {
        sink.rejected(line, reason);
    }

    private void object(int line, Map<String, Value> values) {
        long fresh =
                values.keySet().stream().filter(key -> !places.containsKey(key)).count();
        if (places.size() + fresh > AskedColumns.MOST_COLUMNS) {
            sink.rejected(line, "with this row the file has more than 1,000 columns");
            return;
        }
        values.keySet().forEach(key -> places.putIfAbsent(key, places.size()));
        if (text == null) {
            text = textColumn(values);
        }
        @Nullable String fault = textFault(values);
        if (fault == null) {
            row(line, values);
        } else {
            sink.rejected(line, fault);
        }
    }

    private void row(int line, Map<String, Value> values) {
        String content = textOf(values, text);
        @Nullable String[] row = new String[places.size()];
        Set<Integer> json = new HashSet<>();
        values.forEach((key, value) -> {
            int place = Objects.requireNonNull(places.get(key));
            row[place] = key.equals(text) ? null : value.text();
            if (value.kind() == Kind.SCALAR || value.kind() == Kind.NESTED) {
                json.add(place);
            }
        });
        @Nullable String fault = RowRules.fault(content, Arrays.asList(row));
        if (fault != null) {
            sink.rejected(line, fault);
            return;
        }
        String gold = textOf(values, asked.label());
        sink.row(new ParsedRow(
                content, textOf(values, asked.id()), gold.isEmpty() ? null : gold, Arrays.asList(row), json));
    }

    /** The text column as the first object with strings shows it; null if this one has none. */
    private @Nullable String textColumn(Map<String, Value> values) {
        if (values.containsKey(AskedColumns.DEFAULT_TEXT)) {
            return AskedColumns.DEFAULT_TEXT;
        }
        List<String> strings = new ArrayList<>();
        values.forEach((key, value) -> {
            if (value.kind() == Kind.STRING && asked.mayBeText(key)) {
                strings.add(key);
            }
        });
        return strings.isEmpty() ? null : asked.onlyOne(strings, columns());
    }

    private @Nullable String textFault(Map<String, Value> values) {
        if (text == null) {
            return "the row has no text";
        }
        @Nullable Value value = values.get(text);
        if (value == null || value.kind() == Kind.NULL) {
            return "the row has no value in the text column `" + text + "`";
        }
        return value.kind() == Kind.NESTED ? "the text column `" + text + "` holds an object or array, not text" : null;
    }

    private static String textOf(Map<String, Value> values, @Nullable String column) {
        @Nullable Value value = column == null || column.isEmpty() ? null : values.get(column);
        return value == null || value.text() == null ? "" : value.text();
    }
}
