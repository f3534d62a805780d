package io.autolabeler.cli.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** A file of rows to be written whole or not at all. */
public record OutputFile(Path path, FileKind kind) {
    private static final int BUFFER = 64 * 1024;

    /** Refuses a name that cannot become a file of a known format. */
    public static OutputFile of(Path path) {
        FileKind kind =
                FileKind.of(path.toString()).orElseThrow(() -> UnusableFile.named(FileKind.refusal(path.toString())));
        return new OutputFile(WholeFile.of(path).path(), kind);
    }

    /** Where the rows that could not be read are told. */
    public Path rejected() {
        return path.resolveSibling(path.getFileName() + ".rejected.csv");
    }

    /** Where it grows. */
    public Path part() {
        return new WholeFile(path).part();
    }

    /** Replaces the file by what the writer writes, compressed if its name says so. */
    public void replace(WholeFile.Writer writer) throws IOException {
        new WholeFile(path).replace(kind.gzip() ? out -> compress(writer, out) : writer);
    }

    private static void compress(WholeFile.Writer writer, OutputStream file) throws IOException {
        try (GZIPOutputStream out = new GZIPOutputStream(file, BUFFER)) {
            writer.write(out);
        }
    }
}
