package io.autolabeler.quality.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Rows of csv, handed on in pieces of about 256 KiB. Not thread-safe. */
final class OutputRows {
    private static final int PIECE = 256 * 1024;

    private final Consumer<byte[]> pieces;
    private final StringWriter text = new StringWriter();
    private final CsvWriter csv =
            CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);
    private boolean any;

    OutputRows(Consumer<byte[]> pieces) {
        this.pieces = pieces;
    }

    void add(List<String> fields) {
        any = true;
        csv.writeRecord(fields);
        if (text.getBuffer().length() >= PIECE) {
            flush();
        }
    }

    /** Hands the rest on; true if there was any row. */
    boolean end() {
        flush();
        return any;
    }

    private void flush() {
        try {
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!text.getBuffer().isEmpty()) {
            pieces.accept(text.toString().getBytes(StandardCharsets.UTF_8));
            text.getBuffer().setLength(0);
        }
    }
}
