package io.autolabeler.cli.report;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.autolabeler.cli.file.FileKind;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A report's rows in the format that a file's name asks for. */
final class ReportRows {
    private static final String NUMBER = "-?\\d+(\\.\\d+)?([eE]-?\\d+)?";

    private ReportRows() {}

    /** Copies csv rows as csv, tsv or jsonl. */
    static void copy(InputStream csv, FileKind kind, OutputStream out) throws IOException {
        try (CsvReader<CsvRecord> rows =
                CsvReader.builder().ofCsvRecord(new InputStreamReader(csv, StandardCharsets.UTF_8))) {
            Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            switch (kind.format()) {
                case JSONL -> objects(rows.iterator(), text);
                case TSV -> records(rows.iterator(), '\t', text);
                default -> records(rows.iterator(), ',', text);
            }
            text.flush();
        }
    }

    /** The first rows that are wanted, by column. */
    static List<Map<String, String>> first(InputStream csv, Predicate<Map<String, String>> wanted, int limit)
            throws IOException {
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(csv, StandardCharsets.UTF_8))) {
            return rows.stream()
                    .map(NamedCsvRecord::getFieldsAsMap)
                    .filter(wanted)
                    .limit(limit)
                    .toList();
        }
    }

    private static void records(Iterator<CsvRecord> rows, char separator, Writer text) throws IOException {
        CsvWriter csv = CsvWriter.builder()
                .fieldSeparator(separator)
                .lineDelimiter(LineDelimiter.LF)
                .build(text);
        rows.forEachRemaining(row -> csv.writeRecord(row.getFields()));
        csv.flush();
    }

    private static void objects(Iterator<CsvRecord> rows, Writer text) throws IOException {
        List<String> columns = rows.hasNext() ? rows.next().getFields() : List.of();
        while (rows.hasNext()) {
            List<String> fields = rows.next().getFields();
            JsonObject row = new JsonObject();
            for (int c = 0; c < Math.min(columns.size(), fields.size()); c++) {
                row.add(columns.get(c), value(columns.get(c), fields.get(c)));
            }
            text.append(row.toString()).append('\n');
        }
    }

    /** Only figures are numbers: an item or a label that looks like one stays what it was. */
    private static JsonPrimitive value(String column, String field) {
        boolean figure = column.equals("confidence") || column.equals("score") || column.startsWith("p_");
        if (column.equals("flagged")) {
            return new JsonPrimitive(Boolean.valueOf(field));
        }
        return figure && field.matches(NUMBER) ? new JsonPrimitive(new BigDecimal(field)) : new JsonPrimitive(field);
    }
}
