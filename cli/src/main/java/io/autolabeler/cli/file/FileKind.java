package io.autolabeler.cli.file;

import io.autolabeler.labeling.v1.FileFormat;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** How a file is written: csv, tsv or jsonl, each alone or with .gz after it. */
public record FileKind(FileFormat.Value format, boolean gzip) {
    private static final int SNIFFED = 64 * 1024;
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int BYTE = 8;

    /** The kind that a file's name ends with; empty with any other ending. */
    public static Optional<FileKind> of(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        boolean gzip = name.endsWith(".gz");
        return switch (ending(gzip ? name.substring(0, name.length() - ".gz".length()) : name)) {
            case "csv" -> Optional.of(new FileKind(FileFormat.Value.CSV, gzip));
            case "tsv" -> Optional.of(new FileKind(FileFormat.Value.TSV, gzip));
            case "jsonl" -> Optional.of(new FileKind(FileFormat.Value.JSONL, gzip));
            default -> Optional.empty();
        };
    }

    /** Why a file of this name is refused, in one sentence. */
    public static String refusal(String fileName) {
        String ending = ending(fileName);
        return ending.isEmpty()
                ? "%s has no ending that names its format: use .csv, .tsv or .jsonl, each alone or with .gz"
                        .formatted(fileName)
                : "format %s of %s is not supported: use csv, tsv or jsonl, each alone or with .gz"
                        .formatted(ending, fileName);
    }

    /** The kind that bytes without a name look like: an object first is jsonl, a tab in the first line is tsv, else csv. */
    public static FileKind sniff(InputStream bytes) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(bytes, SNIFFED);
        buffered.mark(2);
        boolean gzip = (buffered.read() << BYTE | buffered.read()) == GZIP_MAGIC;
        buffered.reset();
        InputStream plain = gzip ? new GZIPInputStream(buffered) : buffered;
        String start = new String(plain.readNBytes(SNIFFED), StandardCharsets.UTF_8)
                .replace("\uFEFF", "")
                .stripLeading();
        String line = start.lines().findFirst().orElse("");
        if (line.startsWith("{")) {
            return new FileKind(FileFormat.Value.JSONL, gzip);
        }
        return new FileKind(line.contains("\t") ? FileFormat.Value.TSV : FileFormat.Value.CSV, gzip);
    }

    /** The format's name as the export takes it. */
    public String formatName() {
        return format.name().toLowerCase(Locale.ROOT);
    }

    public String mediaType() {
        return switch (format) {
            case CSV -> "text/csv";
            case TSV -> "text/tab-separated-values";
            case JSONL -> "application/jsonl";
            case UNSPECIFIED, UNRECOGNIZED -> throw new IllegalStateException("format " + format);
        };
    }

    private static String ending(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        String plain = last.toLowerCase(Locale.ROOT).endsWith(".gz") ? last.substring(0, last.length() - 3) : last;
        return plain.lastIndexOf('.') <= 0 ? "" : plain.substring(plain.lastIndexOf('.') + 1);
    }
}
