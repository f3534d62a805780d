package io.autolabeler.quality.report;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.autolabeler.labeling.v1.FileFormat;
import io.autolabeler.quality.report.FileRow.RejectedRow;
import io.autolabeler.quality.v1.RejectedReportRow;
import io.autolabeler.quality.v1.ReportInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads a csv, tsv or jsonl file row by row; rows that cannot be used are counted, the first ones with their reasons. */
final class FileRows {
    static final int MOST_COLUMNS = 1_000;

    private static final int REASONS_KEPT = 20;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final FileFormat.Value format;
    private final Consumer<FileRow> visit;
    private final ReportInput.Builder read = ReportInput.newBuilder();
    private int number;

    private FileRows(FileFormat.Value format, Consumer<FileRow> visit) {
        this.format = format;
        this.visit = visit;
    }

    /**
     * Visits every row; the visitor rejects a row by throwing {@link RejectedRow}.
     *
     * @param file opens the file from its beginning: jsonl is read twice, since any line may bring a column
     * @throws ReportFault if the file is not what its format says, or no row of it can be used
     */
    static ReportInput each(Supplier<InputStream> file, FileFormat.Value format, Consumer<FileRow> visit) {
        FileRows rows = new FileRows(format, visit);
        if (format == FileFormat.Value.JSONL) {
            JsonLines lines = new JsonLines();
            read(file.get(), lines::addColumns);
            read(file.get(), text -> rows.lines(text, lines));
        } else {
            read(file.get(), rows::records);
        }
        return rows.checked();
    }

    /** Reads of a text. */
    private interface Reading {
        void of(BufferedReader text) throws IOException;
    }

    private static void read(InputStream file, Reading reading) {
        var decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
        try (BufferedReader text = new BufferedReader(new InputStreamReader(file, decoder))) {
            skipMark(text);
            reading.of(text);
        } catch (CharacterCodingException e) {
            throw new ReportFault("", "the file is not UTF-8; save it as UTF-8");
        } catch (CsvParseException | UncheckedIOException e) {
            throw unreadable(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ReportFault unreadable(RuntimeException fault) {
        @Nullable Throwable cause = fault.getCause();
        if (cause instanceof CharacterCodingException) {
            return new ReportFault("", "the file is not UTF-8; save it as UTF-8");
        }
        if (fault instanceof CsvParseException) {
            return new ReportFault("", "the file cannot be read: " + fault.getMessage());
        }
        throw fault;
    }

    private ReportInput checked() {
        if (read.getRows() > 0) {
            return read.setFormat(format).build();
        }
        if (read.getRejectedRows() == 0) {
            throw new ReportFault("", "the file has no rows");
        }
        RejectedReportRow first = read.getRejected(0);
        throw new ReportFault(
                "",
                "none of the file's %,d rows can be used; line %d: %s"
                        .formatted(read.getRejectedRows(), first.getLine(), first.getReason()));
    }

    private void records(BufferedReader text) {
        char separator = format == FileFormat.Value.TSV ? '\t' : ',';
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(separator)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)) {
            Iterator<CsvRecord> records = reader.iterator();
            if (!records.hasNext()) {
                throw new ReportFault("", "the file is empty");
            }
            List<String> header = header(records.next().getFields());
            Set<String> columns = Collections.unmodifiableSet(new LinkedHashSet<>(header));
            while (records.hasNext()) {
                CsvRecord record = records.next();
                visit((int) record.getStartingLineNumber(), record.getFields(), header, columns);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> header(List<String> names) {
        if (names.size() > MOST_COLUMNS) {
            throw new ReportFault("", "the header has %,d columns; at most 1,000 are taken".formatted(names.size()));
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name.strip())) {
                throw new ReportFault("", "the header has more than one column named `" + name + "`");
            }
        }
        return names.stream().map(String::strip).toList();
    }

    private void visit(int line, List<String> fields, List<String> header, Set<String> columns) {
        number++;
        if (fields.size() != header.size()) {
            reject(line, "the row has " + fields.size() + " fields where the header has " + header.size());
            return;
        }
        Map<String, String> values = LinkedHashMap.newLinkedHashMap(header.size());
        for (int i = 0; i < fields.size(); i++) {
            values.put(header.get(i), fields.get(i));
        }
        visit(new FileRow(line, number, columns, values));
    }

    private void lines(BufferedReader text, JsonLines lines) throws IOException {
        int line = 0;
        for (@Nullable String each = text.readLine(); each != null; each = text.readLine()) {
            line++;
            if (!each.isBlank()) {
                number++;
                object(line, each, lines);
            }
        }
    }

    private void object(int line, String text, JsonLines lines) {
        Map<String, String> values;
        try {
            values = lines.values(text);
        } catch (RejectedRow rejected) {
            reject(line, String.valueOf(rejected.getMessage()));
            return;
        }
        visit(new FileRow(line, number, lines.columns(), values));
    }

    private void visit(FileRow row) {
        try {
            visit.accept(row);
            read.setRows(read.getRows() + 1);
        } catch (RejectedRow rejected) {
            reject(row.line(), String.valueOf(rejected.getMessage()));
        }
    }

    private void reject(int line, String reason) {
        read.setRejectedRows(read.getRejectedRows() + 1);
        if (read.getRejectedCount() < REASONS_KEPT) {
            read.addRejected(RejectedReportRow.newBuilder().setLine(line).setReason(reason));
        }
    }

    private static void skipMark(BufferedReader text) throws IOException {
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
    }
}
