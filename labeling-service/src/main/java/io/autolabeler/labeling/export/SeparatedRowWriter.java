package io.autolabeler.labeling.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.autolabeler.labeling.dataset.StoredRow;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CSV and TSV by RFC 4180. Absent and empty values are both written as nothing.
 *
 * <p>Values come back exactly as they went in. One that starts with {@code =}, {@code +}, {@code -} or {@code @} is not
 * altered, although a spreadsheet may take it for a formula: open files of unknown origin there as text.
 */
final class SeparatedRowWriter implements RowWriter {
    private final CsvWriter.CsvWriterBuilder format;
    private final List<String> columns;

    SeparatedRowWriter(char separator, List<String> columns) {
        this.format = CsvWriter.builder()
                .fieldSeparator(separator)
                .lineDelimiter(LineDelimiter.LF)
                .bufferSize(0);
        this.columns = List.copyOf(columns);
    }

    @Override
    public void writeHeader(OutputStream out) {
        write(out, new ArrayList<>(ExportColumns.names(columns)));
    }

    @Override
    public void writeRow(OutputStream out, StoredRow row, ExportedResult result) {
        List<@Nullable String> fields = new ArrayList<>(row.values());
        while (fields.size() < columns.size()) {
            fields.add(null);
        }
        for (Object value : ExportColumns.values(result)) {
            fields.add(value instanceof BigDecimal number ? ExportColumns.plain(number) : (String) value);
        }
        write(out, fields);
    }

    private void write(OutputStream out, List<@Nullable String> fields) {
        StringWriter line = new StringWriter();
        format.build(line).writeRecord(fields);
        try {
            out.write(line.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
