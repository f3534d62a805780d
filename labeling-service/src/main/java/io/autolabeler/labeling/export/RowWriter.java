package io.autolabeler.labeling.export;

import io.autolabeler.labeling.dataset.StoredRow;
import io.autolabeler.labeling.v1.ExportFormat;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes input rows with their results, all input columns first and in order. An input column that would clash with a
 * result comes as {@code input_<name>}. UTF-8 without a byte order mark, lines end with LF.
 */
public sealed interface RowWriter permits SeparatedRowWriter, JsonRowWriter {

    /**
     * The writer of a format.
     *
     * @param columns the dataset's, in order
     * @throws IllegalArgumentException if the format is not known
     */
    static RowWriter of(ExportFormat.Value format, List<String> columns) {
        return switch (format) {
            case CSV -> new SeparatedRowWriter(',', columns);
            case TSV -> new SeparatedRowWriter('\t', columns);
            case JSONL -> new JsonRowWriter(columns);
            case UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("format must be CSV, TSV or JSONL, got " + format);
        };
    }

    /** Appends what stands before the first row: the header of CSV and TSV, nothing for JSONL. */
    void writeHeader(OutputStream out);

    /** Appends the row; values that the row lacks at its end are absent. */
    void writeRow(OutputStream out, StoredRow row, ExportedResult result);
}
