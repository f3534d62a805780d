package io.autolabeler.cli.evaluate;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.autolabeler.cli.file.Columns;
import io.autolabeler.cli.file.FileCheck;
import io.autolabeler.cli.file.InputFile;
import io.autolabeler.cli.file.ResultColumns;
import io.autolabeler.cli.shell.CommandFailure;
import io.autolabeler.cli.shell.ExitCode;
import io.autolabeler.cli.shell.Printing;
import io.autolabeler.cli.shell.Shell;
import io.autolabeler.cli.shell.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares a labeled file with its gold labels, on this machine. */
@Command(
        name = "evaluate",
        description = "Compare a labeled file with its gold labels: accuracy, macro-F1 and each label's figures.")
public final class EvaluateCommand implements Callable<Integer> {
    private static final List<String> USUAL_GOLD = List.of("gold", "input_label", "gold_label");
    private final Shell shell;

    @Mixin
    final Printing printing = new Printing();

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "The labeled file: csv, tsv or jsonl, also with .gz.")
    String file = "";

    @Option(names = "--input", paramLabel = "FILE", description = "The same as FILE.")
    String input = "";

    @Option(
            names = "--label-column",
            paramLabel = "NAME",
            description = "The column with gold labels; default gold, else input_label, else gold_label.")
    String goldColumn = "";

    @Option(
            names = "--predicted-column",
            paramLabel = "NAME",
            description = "The column with the labels to judge; default ${DEFAULT-VALUE}.",
            defaultValue = ResultColumns.LABEL)
    String labelColumn = ResultColumns.LABEL;

    @Option(names = "--yes", description = "Ask nothing; this verb never does.")
    boolean yes;

    @Option(names = "--output", paramLabel = "FILE", description = "Write the result there.")
    @Nullable
    Path output;

    public EvaluateCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        if (file.isEmpty() == input.isEmpty()) {
            throw CommandFailure.usage("name one labeled file: evaluate FILE, or evaluate --input FILE");
        }
        InputFile labeled = FileCheck.file(file.isEmpty() ? input : file);
        FileCheck.of(labeled);
        Columns columns = Columns.of(labeled);
        String gold = goldColumn.isEmpty() ? usualGold(columns) : columns.require(goldColumn, "--label-column");
        String label = columns.require(labelColumn, "--predicted-column");
        Accuracy accuracy = Accuracy.of(labeled, gold, label);
        if (accuracy.items() == 0) {
            throw CommandFailure.failure("no row of %s has a value in column %s".formatted(labeled.name(), gold));
        }
        printing.print(shell, output, json(accuracy), text(accuracy));
        return ExitCode.DONE;
    }

    private static String usualGold(Columns columns) {
        return USUAL_GOLD.stream()
                .filter(columns.names()::contains)
                .findFirst()
                .orElseThrow(() ->
                        CommandFailure.usage("%s has no column gold: name it with --label-column; its columns are %s"
                                .formatted(columns.file().name(), String.join(", ", columns.names()))));
    }

    private static JsonObject json(Accuracy accuracy) {
        JsonObject json = new JsonObject();
        json.addProperty("accuracy", accuracy.value());
        json.addProperty("macroF1", accuracy.macroF1());
        json.addProperty("items", accuracy.items());
        json.addProperty("right", accuracy.right());
        JsonArray labels = new JsonArray();
        for (Accuracy.PerLabel part : accuracy.labels()) {
            JsonObject label = new JsonObject();
            label.addProperty("label", part.label());
            label.addProperty("precision", part.precision());
            label.addProperty("recall", part.recall());
            label.addProperty("f1", part.f1());
            label.addProperty("gold", part.gold());
            label.addProperty("labeled", part.labeled());
            labels.add(label);
        }
        json.add("labels", labels);
        return json;
    }

    private static String text(Accuracy accuracy) {
        Table table = new Table("label", "precision", "recall", "f1", "gold", "labeled");
        for (Accuracy.PerLabel part : accuracy.labels()) {
            table.row(part.label(), part.precision(), part.recall(), part.f1(), part.gold(), part.labeled());
        }
        return String.format(
                Locale.ROOT,
                "accuracy  %.4f (%d of %d)%nmacro-F1  %.4f%n%n%s",
                accuracy.value(),
                accuracy.right(),
                accuracy.items(),
                accuracy.macroF1(),
                table.text());
    }
}
