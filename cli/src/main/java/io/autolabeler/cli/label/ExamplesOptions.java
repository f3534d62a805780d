package io.autolabeler.cli.label;

import io.autolabeler.cli.dataset.ImportedFile;
import io.autolabeler.cli.file.Columns;
import io.autolabeler.cli.file.FileCheck;
import io.autolabeler.cli.file.InputFile;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The flags for labeled examples. */
public final class ExamplesOptions {
    @Option(names = "--examples", paramLabel = "FILE", description = "Labeled examples to learn from.")
    String file = "";

    @Option(
            names = "--examples-label-column",
            paramLabel = "NAME",
            description = "Their column with labels; default ${DEFAULT-VALUE}.",
            defaultValue = "label")
    String labelColumn = "label";

    /**
     * The examples, found good.
     *
     * @param textColumn what the user calls the items' text column: theirs too, if they have one of that name
     */
    Optional<ImportedFile> read(String textColumn) {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        InputFile examples = FileCheck.file(file);
        FileCheck.of(examples);
        String text = Columns.of(examples).names().contains(textColumn) ? textColumn : "";
        return Optional.of(ImportedFile.of(
                examples, new ImportedFile.ColumnNames(text, labelColumn, "--examples-label-column", "")));
    }
}
