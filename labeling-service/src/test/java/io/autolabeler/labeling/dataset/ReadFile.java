package io.autolabeler.labeling.dataset;

import io.autolabeler.labeling.v1.FileFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** A file read by the reader under test: what came out of it. */
final class ReadFile implements RowSink {
    static final AskedColumns NOTHING_ASKED = new AskedColumns("", "", "");

    final List<ParsedRow> rows = new ArrayList<>();
    final Map<Integer, String> rejected = new TreeMap<>();
    UploadState state = UploadState.START;

    @Override
    public void row(ParsedRow row) {
        rows.add(row);
    }

    @Override
    public void rejected(int line, String reason) {
        if (rejected.put(line, reason) != null) {
            throw new AssertionError("line " + line + " is rejected twice");
        }
    }

    /** The texts of the rows in order. */
    List<String> texts() {
        return rows.stream().map(ParsedRow::text).toList();
    }

    static ReadFile csv(String file) {
        return whole(new UploadReader(FileFormat.Value.CSV, NOTHING_ASKED), file.getBytes(StandardCharsets.UTF_8));
    }

    static ReadFile jsonl(String file) {
        return jsonl(NOTHING_ASKED, file);
    }

    static ReadFile jsonl(AskedColumns asked, String file) {
        return whole(new UploadReader(FileFormat.Value.JSONL, asked), file.getBytes(StandardCharsets.UTF_8));
    }

    static ReadFile whole(UploadReader reader, byte[] file) {
        ReadFile read = new ReadFile();
        read.state = reader.read(read.state, file, true, read);
        return read;
    }

    /** Reads the file in pieces cut anywhere, the last one possibly empty. */
    static ReadFile inPieces(UploadReader reader, byte[] file, int largestPiece, RandomGenerator random) {
        ReadFile read = new ReadFile();
        int at = 0;
        while (at < file.length) {
            int next = Math.min(file.length, at + 1 + random.nextInt(largestPiece));
            boolean last = next == file.length && random.nextBoolean();
            read.state = reader.read(read.state, Arrays.copyOfRange(file, at, next), last, read);
            if (last) {
                return read;
            }
            at = next;
        }
        read.state = reader.read(read.state, new byte[0], true, read);
        return read;
    }
}
