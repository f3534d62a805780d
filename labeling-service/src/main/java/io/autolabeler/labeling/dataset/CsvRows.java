package io.autolabeler.labeling.dataset;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns CSV or TSV records into rows; the file's first record names the columns. Not thread-safe. */
final class CsvRows implements TableReader {
    private final CsvSyntax syntax;
    private final AskedColumns asked;
    private final RowSink sink;
    private List<String> columns;
    private int text;
    private int label;
    private int id;

    /**
     * Goes on where another reader stopped.
     *
     * @param columns empty: the header is still to come
     */
    CsvRows(CsvSyntax syntax, AskedColumns asked, List<String> columns, RowSink sink) {
        this.syntax = syntax;
        this.asked = asked;
        this.sink = sink;
        this.columns = columns;
        if (!columns.isEmpty()) {
            choose(columns);
        }
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public @Nullable String textColumn() {
        return columns.isEmpty() ? null : columns.get(text);
    }

    @Override
    public void record(int line, byte[] bytes, int start, int end) {
        List<String> fields = syntax.fields(bytes, start, end);
        if (columns.isEmpty()) {
            header(fields);
        } else if (fields.size() != columns.size()) {
            sink.rejected(line, "the row has " + fields.size() + " fields where the header has " + columns.size());
        } else {
            row(line, fields);
        }
    }

    @Override
    public void rejected(int line, String reason) {
        if (columns.isEmpty()) {
            throw new UnusableFile("data", "the header at line " + line + " cannot be read: " + reason);
        }
        sink.rejected(line, reason);
    }

    private void row(int line, List<String> fields) {
        String content = fields.get(text);
        @Nullable String fault = RowRules.fault(content, fields);
        if (fault != null) {
            sink.rejected(line, fault);
            return;
        }
        String gold = label < 0 ? "" : fields.get(label);
        @Nullable String[] values = fields.toArray(String[]::new);
        values[text] = null;
        sink.row(new ParsedRow(
                content, id < 0 ? "" : fields.get(id), gold.isEmpty() ? null : gold, Arrays.asList(values), Set.of()));
    }

    private void header(List<String> names) {
        if (names.size() > AskedColumns.MOST_COLUMNS) {
            throw new UnusableFile(
                    "data", "the header has %,d columns; at most 1,000 are taken".formatted(names.size()));
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new UnusableFile("data", "the header has more than one column named `" + name + "`");
            }
            if (name.indexOf('\0') >= 0) {
                throw new UnusableFile("data", "the header holds a NUL character; is this a text file?");
            }
        }
        choose(names);
        columns = List.copyOf(names);
    }

    private void choose(List<String> names) {
        text = asked.textIndex(names);
        label = asked.label().isEmpty() ? -1 : names.indexOf(asked.label());
        id = asked.id().isEmpty() ? -1 : names.indexOf(asked.id());
    }
}
