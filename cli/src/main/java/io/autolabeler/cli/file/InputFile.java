package io.autolabeler.cli.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * A file to read.
 *
 * @param name what the user knows it by: the path as typed, or {@code stdin}
 */
public record InputFile(Path path, String name, FileKind kind) {
    private static final int BUFFER = 64 * 1024;

    /** Its content, decompressed. */
    public InputStream open() throws IOException {
        return kind.gzip() ? new GZIPInputStream(raw(), BUFFER) : raw();
    }

    /** Its bytes as they lie on the disk. */
    public InputStream raw() throws IOException {
        return new BufferedInputStream(Files.newInputStream(path), BUFFER);
    }

    /** Its name without folders. */
    public String shortName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
