package io.autolabeler.cli.file;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.autolabeler.labeling.v1.FileFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads a file's rows, each as its values by column, in the file's order and in bounded memory. */
public final class Rows {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private Rows() {}

    /** Visits every row that can be read; rows that cannot are passed over. */
    public static void each(InputFile file, Consumer<Map<String, String>> visit) {
        each(file, Long.MAX_VALUE, visit);
    }

    /** Visits the first rows. */
    public static void each(InputFile file, long limit, Consumer<Map<String, String>> visit) {
        try (BufferedReader text = new BufferedReader(new InputStreamReader(file.open(), StandardCharsets.UTF_8))) {
            if (file.kind().format() == FileFormat.Value.JSONL) {
                jsonLines(text.lines()).limit(limit).forEach(visit);
            } else {
                records(file, text, limit, visit);
            }
        } catch (UncheckedIOException | CsvParseException | IOException e) {
            throw UnusableFile.content("cannot read %s: %s".formatted(file.name(), e.getMessage()));
        }
    }

    /** The columns that a csv or tsv file's first line names; empty for jsonl, which names them row by row. */
    public static List<String> header(InputFile file) {
        if (file.kind().format() == FileFormat.Value.JSONL) {
            return List.of();
        }
        try (BufferedReader text = new BufferedReader(new InputStreamReader(file.open(), StandardCharsets.UTF_8));
                CsvReader<CsvRecord> reader =
                        CsvReader.builder().fieldSeparator(separator(file)).ofCsvRecord(withoutMark(text))) {
            Iterator<CsvRecord> records = reader.iterator();
            return records.hasNext() ? records.next().getFields() : List.of();
        } catch (UncheckedIOException | CsvParseException | IOException e) {
            throw UnusableFile.content("cannot read the first line of %s: %s".formatted(file.name(), e.getMessage()));
        }
    }

    private static char separator(InputFile file) {
        return file.kind().format() == FileFormat.Value.TSV ? '\t' : ',';
    }

    private static void records(InputFile file, BufferedReader text, long limit, Consumer<Map<String, String>> visit)
            throws IOException {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder()
                .fieldSeparator(separator(file))
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofNamedCsvRecord(withoutMark(text))) {
            Iterator<NamedCsvRecord> records = reader.iterator();
            for (long row = 0; row < limit && records.hasNext(); row++) {
                visit.accept(records.next().getFieldsAsMap());
            }
        }
    }

    private static BufferedReader withoutMark(BufferedReader text) throws IOException {
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK.charAt(0)) {
            text.reset();
        }
        return text;
    }

    private static Stream<Map<String, String>> jsonLines(Stream<String> lines) {
        return lines.map(line -> line.replace(BYTE_ORDER_MARK, ""))
                .filter(line -> !line.isBlank())
                .flatMap(Rows::object);
    }

    private static Stream<Map<String, String>> object(String line) {
        try {
            if (!(JsonParser.parseString(line) instanceof JsonObject object)) {
                return Stream.empty();
            }
            Map<String, String> row = new LinkedHashMap<>();
            object.entrySet().forEach(entry -> row.put(entry.getKey(), value(entry.getValue())));
            return Stream.of(row);
        } catch (JsonParseException notJson) {
            return Stream.empty();
        }
    }

    private static String value(JsonElement value) {
        if (value.isJsonNull()) {
            return "";
        }
        return value.isJsonPrimitive() ? value.getAsString() : value.toString();
    }
}
