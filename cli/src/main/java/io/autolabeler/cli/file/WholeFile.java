package io.autolabeler.cli.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file of any kind to be written whole or not at all: it grows beside its place and is moved there when complete. */
public record WholeFile(Path path) {
    /** Writes the content. */
    public interface Writer {
        void write(OutputStream out) throws IOException;
    }

    /** Refuses a name that cannot become a file. */
    public static WholeFile of(Path path) {
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
        return new WholeFile(path);
    }

    /** Where it grows. */
    public Path part() {
        return path.resolveSibling(
                "." + path.getFileName() + ".part-" + ProcessHandle.current().pid());
    }

    /** Replaces the file by what the writer writes. */
    public void replace(Writer writer) throws IOException {
        Path part = part();
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
                writer.write(out);
            }
            Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Replaces the file by a text. */
    public void replace(String text) throws IOException {
        replace(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The same file as one that is read. */
    public boolean is(Path other) throws IOException {
        return Files.exists(path) && Files.exists(other) && Files.isSameFile(path, other);
    }

    private static Path folder(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        return parent == null ? path.toAbsolutePath() : parent;
    }
}
