package io.autolabeler.cli.dataset;

import io.autolabeler.cli.shell.CommandFailure;
import java.util.List;
import picocli.CommandLine.Option;

/** The flags that name a file's columns. */
public final class ColumnOptions {
    @Option(
            names = "--text-column",
            paramLabel = "NAME",
            description = "The column with the texts; default text, else the only text column.")
    String text = "";

    @Option(
            names = "--label-column",
            paramLabel = "NAME",
            description = "The column with gold labels: reported, never shown to the model.")
    String label = "";

    @Option(names = "--id-column", paramLabel = "NAME", description = "The column with the items' own ids.")
    String id = "";

    public ImportedFile.ColumnNames names() {
        List<String> given = List.of(text, label, id).stream()
                .filter(name -> !name.isEmpty())
                .toList();
        if (given.stream().distinct().count() < given.size()) {
            throw CommandFailure.usage("--text-column, --label-column and --id-column must be different columns");
        }
        return new ImportedFile.ColumnNames(text, label, "--label-column", id);
    }

    public String text() {
        return text;
    }

    public String label() {
        return label;
    }
}
