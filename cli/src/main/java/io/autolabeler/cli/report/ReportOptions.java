package io.autolabeler.cli.report;

import com.google.gson.JsonElement;
import io.autolabeler.cli.file.InputFile;
import io.autolabeler.cli.file.OutputFile;
import io.autolabeler.cli.file.WholeFile;
import io.autolabeler.cli.shell.CommandFailure;
import io.autolabeler.cli.shell.CommonOptions;
import io.autolabeler.cli.shell.Printing;
import io.autolabeler.cli.shell.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of every verb that has a file judged. */
public final class ReportOptions {
    @Mixin
    final CommonOptions common = new CommonOptions();

    @Option(names = "--keep", description = "Keep the report at the server, for 30 days, and say its id.")
    boolean keep;

    public Judging judging(Shell shell) {
        return new Judging(shell, common.gateway(shell), common.printing(), keep);
    }

    public Printing printing() {
        return common.printing();
    }

    /** The file for the verb's rows, if one was named; it must not be one that is read. */
    public Optional<OutputFile> rowsOutput(InputFile... read) {
        Optional<WholeFile> file = reportOutput(read);
        return file.map(each -> OutputFile.of(each.path()));
    }

    /** The file for the report itself, if one was named; it must not be one that is read. */
    public Optional<WholeFile> reportOutput(InputFile... read) {
        @Nullable Path output = common.output();
        return output == null ? Optional.empty() : Optional.of(unlike(output, read));
    }

    /** A file to write that must not be one that is read. */
    public static WholeFile unlike(Path output, InputFile... read) {
        WholeFile file = WholeFile.of(output);
        try {
            for (InputFile input : read) {
                if (file.is(input.path())) {
                    throw CommandFailure.usage(
                            "output %s is a file that is read: choose another --output".formatted(output));
                }
            }
            return file;
        } catch (IOException e) {
            throw CommandFailure.failure("cannot write %s: %s".formatted(output, e.getMessage()));
        }
    }

    /** Writes the report as JSON where a file was named (as text if it ends with .txt), and tells a person the text. */
    public void print(Shell shell, Optional<WholeFile> output, JsonElement json, String text) {
        output.ifPresent(file -> write(file, file.path().toString().endsWith(".txt") ? text : Printing.text(json)));
        if (output.isEmpty() || !printing().json()) {
            printing().print(shell, null, json, text);
        }
    }

    /** Replaces the file by a text, or by nothing at all. */
    public static void write(WholeFile file, String text) {
        try {
            file.replace(text);
        } catch (IOException e) {
            throw CommandFailure.failure("cannot write %s: %s".formatted(file.path(), e.getMessage()));
        }
    }
}
