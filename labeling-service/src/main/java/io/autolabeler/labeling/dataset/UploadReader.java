package io.autolabeler.labeling.dataset;

import io.autolabeler.labeling.v1.FileFormat;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a file that comes in pieces into rows. Memory is bounded by the piece and the largest record, however long the
 * file is; where the pieces are cut makes no difference.
 *
 * @param largest record taken, in bytes
 */
record UploadReader(FileFormat.Value format, AskedColumns asked, int largest) {
    private static final int LARGEST = 4 << 20;

    UploadReader(FileFormat.Value format, AskedColumns asked) {
        this(format, asked, LARGEST);
    }

    /**
     * Hands the rows that end in the piece to the sink; returns where the next piece goes on.
     *
     * @param last the file ends with this piece
     * @throws UnusableFile if the bytes are not valid UTF-8, or if header and columns asked for do not fit
     */
    UploadState read(UploadState before, byte[] piece, boolean last, RowSink sink) {
        byte[] bytes = joined(before.tail(), piece);
        Block block = Block.checked(bytes, last, before.nextLine());
        TableReader table = table(before, sink);
        RecordSplitter splitter = new RecordSplitter(recordSyntax(), largest, before.nextLine(), before.skipping());
        int start = before.atStart() && startsWithBom(bytes) ? 3 : 0;
        int consumed = splitter.split(block, start, table);
        if (last) {
            requireColumns(table);
        }
        return new UploadState(
                Arrays.copyOfRange(bytes, consumed, bytes.length),
                splitter.line(),
                splitter.skipping(),
                table.columns(),
                table.textColumn());
    }

    private void requireColumns(TableReader table) {
        List<String> columns = table.columns();
        if (columns.isEmpty() && format != FileFormat.Value.JSONL) {
            throw new UnusableFile("data", "the file is empty; its first row must name the columns");
        }
        if (!columns.isEmpty()) {
            AskedColumns.requirePresent("textColumn", asked.text(), columns);
            AskedColumns.requirePresent("labelColumn", asked.label(), columns);
            AskedColumns.requirePresent("idColumn", asked.id(), columns);
        }
    }

    private TableReader table(UploadState before, RowSink sink) {
        return recordSyntax() instanceof CsvSyntax csv
                ? new CsvRows(csv, asked, before.columns(), sink)
                : new JsonRows(asked, before.columns(), before.textColumn(), sink);
    }

    private RecordSyntax recordSyntax() {
        return switch (format) {
            case CSV -> new CsvSyntax((byte) ',');
            case TSV -> new CsvSyntax((byte) '\t');
            case JSONL -> new LineSyntax();
            case UNSPECIFIED, UNRECOGNIZED -> throw new IllegalArgumentException("format must be known, got " + format);
        };
    }

    private static boolean startsWithBom(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
