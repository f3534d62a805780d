package io.autolabeler.cli.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPOutputStream;

/** A file to be written whole or not at all: it grows beside its place and is moved there when it is complete. */
public record OutputFile(Path path, FileKind kind) {
    /** Writes the content. */
    public interface Writer {
        void write(OutputStream out) throws IOException;
    }

    /** Refuses a name that cannot become a file of a known format. */
    public static OutputFile of(Path path) {
        FileKind kind =
                FileKind.of(path.toString()).orElseThrow(() -> UnusableFile.named(FileKind.refusal(path.toString())));
        if (Files.isDirectory(path)) {
            throw UnusableFile.named(path + " is a folder, not a file");
        }
        Path folder = folder(path);
        if (!Files.isDirectory(folder)) {
            throw UnusableFile.named("no such folder for the output: " + folder);
        }
        if (!Files.isWritable(folder) || (Files.exists(path) && !Files.isWritable(path))) {
            throw UnusableFile.named(path + " cannot be written: no permission");
        }
        return new OutputFile(path, kind);
    }

    /** Where the rows that could not be read are told. */
    public Path rejected() {
        return path.resolveSibling(path.getFileName() + ".rejected.csv");
    }

    /** Where it grows. */
    public Path part() {
        return path.resolveSibling(
                "." + path.getFileName() + ".part-" + ProcessHandle.current().pid());
    }

    /** Replaces the file by what the writer writes, compressed if its name says so. */
    public void replace(Writer writer) throws IOException {
        Path part = part();
        try {
            try (OutputStream out = compressed(Files.newOutputStream(part))) {
                writer.write(out);
            }
            Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private OutputStream compressed(OutputStream file) throws IOException {
        return kind.gzip() ? new GZIPOutputStream(file, 64 * 1024) : new BufferedOutputStream(file);
    }

    private static Path folder(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        return parent == null ? path.toAbsolutePath() : parent;
    }
}
