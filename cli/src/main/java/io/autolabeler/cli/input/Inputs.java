package io.autolabeler.cli.input;

import io.autolabeler.cli.file.FileCheck;
import io.autolabeler.cli.file.FileKind;
import io.autolabeler.cli.file.InputFile;
import io.autolabeler.cli.shell.CommandFailure;
import io.autolabeler.cli.shell.Shell;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** The files that a verb reads; standard input is laid down in a temporary file, which goes on closing. */
public final class Inputs implements AutoCloseable {
    private static final String STDIN = "-";
    private final List<InputFile> files = new ArrayList<>();
    private final List<Path> temporary = new ArrayList<>();

    public static Inputs open(List<String> names, Shell shell) {
        if (names.isEmpty()) {
            throw CommandFailure.usage("no input: give --input FILE, or --input - for standard input");
        }
        if (names.stream().filter(STDIN::equals).count() > 1) {
            throw CommandFailure.usage("--input - can be given once");
        }
        Inputs inputs = new Inputs();
        try {
            for (String name : names) {
                inputs.files.add(name.equals(STDIN) ? inputs.stdin(shell) : FileCheck.file(name));
            }
        } catch (RuntimeException e) {
            inputs.close();
            throw e;
        }
        return inputs;
    }

    public List<InputFile> files() {
        return files;
    }

    @Override
    public void close() {
        for (Path path : temporary) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                path.toFile().deleteOnExit();
            }
        }
    }

    private InputFile stdin(Shell shell) {
        try {
            Path path = Files.createTempFile("autolabeler-stdin", ".tmp");
            temporary.add(path);
            path.toFile().deleteOnExit();
            if (Files.copy(shell.in(), path, StandardCopyOption.REPLACE_EXISTING) == 0) {
                throw CommandFailure.failure("standard input is empty (0 bytes)");
            }
            try (InputStream bytes = Files.newInputStream(path)) {
                return new InputFile(path, "stdin", FileKind.sniff(bytes));
            }
        } catch (IOException e) {
            throw CommandFailure.failure("cannot read standard input: " + e.getMessage());
        }
    }
}
