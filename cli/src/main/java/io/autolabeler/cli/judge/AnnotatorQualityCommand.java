package io.autolabeler.cli.judge;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.autolabeler.cli.shell.CommandFailure;
import io.autolabeler.cli.shell.ExitCode;
import io.autolabeler.cli.shell.Printing;
import io.autolabeler.cli.shell.Shell;
import io.autolabeler.cli.shell.Table;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what an earlier consensus says of its annotators; asks nobody. */
@Command(
        name = "export-annotator-quality",
        description = "Show or save what ensemble-staple found out about each annotator.")
public final class AnnotatorQualityCommand implements Callable<Integer> {
    private static final List<String> COLUMNS = List.of(
            "annotator",
            "annotations",
            "accuracy",
            "accuracy_lower",
            "accuracy_upper",
            "balanced_accuracy",
            "information_bits",
            "spammer");
    private final Shell shell;

    @Mixin
    final Printing printing = new Printing();

    @Option(
            names = "--staple-results",
            paramLabel = "FILE",
            required = true,
            description = "The --output of ensemble-staple.")
    Path results = Path.of("");

    @Option(names = "--output", paramLabel = "FILE", description = "Write csv there, or JSON if it ends with .json.")
    @Nullable
    Path output;

    @Option(names = "--yes", description = "Ask nothing; this verb never does.")
    boolean yes;

    public AnnotatorQualityCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        JsonArray annotators = AnnotatorsFile.beside(results).read().getAsJsonArray("by_annotator");
        if (output != null && !printing.json() && !output.toString().endsWith(".json")) {
            write(output, csv(annotators));
        } else {
            Table table = new Table(COLUMNS.toArray(String[]::new));
            annotators.forEach(each -> table.row(cells(each.getAsJsonObject()).toArray()));
            boolean asJson = output != null;
            printing.print(shell, output, annotators, asJson ? annotators + "\n" : table.text());
        }
        return ExitCode.DONE;
    }

    private static String csv(JsonArray annotators) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            csv.writeRecord(COLUMNS);
            annotators.forEach(each -> csv.writeRecord(
                    cells(each.getAsJsonObject()).stream().map(Object::toString).toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static List<Object> cells(JsonObject annotator) {
        JsonObject accuracy = annotator.getAsJsonObject("accuracy");
        JsonElement interval = accuracy.get("interval");
        return List.of(
                annotator.get("annotator").getAsString(),
                annotator.get("annotations").getAsInt(),
                accuracy.get("value").getAsDouble(),
                interval.getAsJsonObject().get("lower").getAsDouble(),
                interval.getAsJsonObject().get("upper").getAsDouble(),
                annotator.get("balanced_accuracy").getAsDouble(),
                annotator.get("information_bits").getAsDouble(),
                annotator.get("spammer").getAsBoolean());
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw CommandFailure.failure("cannot write %s: %s".formatted(file, e.getMessage()));
        }
    }
}
