package io.autolabeler.cli.judge;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.autolabeler.cli.file.WholeFile;
import io.autolabeler.cli.report.ReportOptions;
import io.autolabeler.cli.shell.CommandFailure;
import io.autolabeler.cli.shell.ExitCode;
import io.autolabeler.cli.shell.Printing;
import io.autolabeler.cli.shell.Shell;
import io.autolabeler.cli.shell.Table;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
            "spammer",
            "judged",
            "informedness",
            "most_bits");
    /** With fewer judged labels only the interval of the accuracy tells something. */
    private static final int ENOUGH = 5;

    private final Shell shell;

    @Mixin
    final Printing printing = new Printing();

    @Option(
            names = "--staple-results",
            paramLabel = "FILE",
            required = true,
            description = "The --output of ensemble-staple.")
    Path results = Path.of("");

    @Option(names = "--output", paramLabel = "FILE", description = "Write a .csv, .tsv or .json file.")
    @Nullable
    Path output;

    @Option(names = "--yes", description = "Ask nothing; this verb never does.")
    boolean yes;

    public AnnotatorQualityCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        List<JsonObject> annotators = AnnotatorsFile.of(results).read();
        JsonArray json = new JsonArray();
        annotators.forEach(json::add);
        if (output != null) {
            String name = output.toString().toLowerCase(Locale.ROOT);
            ReportOptions.write(WholeFile.of(output), content(name, json, annotators));
        } else {
            Table table = new Table(COLUMNS.toArray(String[]::new));
            annotators.forEach(each -> table.row(cells(each).toArray()));
            printing.print(shell, null, json, table.text());
        }
        return ExitCode.DONE;
    }

    private static String content(String name, JsonArray json, List<JsonObject> annotators) {
        if (name.endsWith(".json")) {
            return Printing.text(json);
        }
        if (name.endsWith(".csv") || name.endsWith(".tsv")) {
            return records(annotators, name.endsWith(".tsv") ? '\t' : ',');
        }
        throw CommandFailure.usage("--output must end with .csv, .tsv or .json, got " + name);
    }

    private static String records(List<JsonObject> annotators, char separator) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder()
                .fieldSeparator(separator)
                .lineDelimiter(LineDelimiter.LF)
                .build(text)) {
            csv.writeRecord(COLUMNS);
            annotators.forEach(each ->
                    csv.writeRecord(cells(each).stream().map(String::valueOf).toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** One value for each column; what was not estimated is empty. */
    private static List<Object> cells(JsonObject annotator) {
        JsonElement accuracy = annotator.get("accuracy");
        JsonElement interval = at(accuracy, "interval");
        return List.of(
                cell(annotator.get("annotator")),
                cell(annotator.get("annotations")),
                enough(annotator) ? cell(at(accuracy, "value")) : "",
                cell(at(interval, "lower")),
                cell(at(interval, "upper")),
                cell(annotator.get("balanced_accuracy")),
                cell(annotator.get("information_bits")),
                cell(annotator.get("spammer")),
                cell(annotator.get("judged")),
                cell(annotator.get("informedness")),
                cell(annotator.get("most_bits")));
    }

    /** A file without the number of judged labels was written before it was counted. */
    private static boolean enough(JsonObject annotator) {
        JsonElement judged = annotator.get("judged");
        return judged == null || judged.getAsInt() >= ENOUGH;
    }

    private static @Nullable JsonElement at(@Nullable JsonElement object, String key) {
        return object instanceof JsonObject found ? found.get(key) : null;
    }

    private static Object cell(@Nullable JsonElement value) {
        if (value == null || value.isJsonNull()) {
            return "";
        }
        boolean figure = value.isJsonPrimitive() && value.getAsString().matches("-?\\d+\\.\\d.*");
        return figure && value.getAsJsonPrimitive().isNumber() ? value.getAsDouble() : value.getAsString();
    }
}
