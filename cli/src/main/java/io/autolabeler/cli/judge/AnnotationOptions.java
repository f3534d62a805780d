package io.autolabeler.cli.judge;

import io.autolabeler.cli.file.Columns;
import io.autolabeler.cli.file.FileCheck;
import io.autolabeler.cli.file.InputFile;
import io.autolabeler.cli.report.Query;
import java.util.List;
import picocli.CommandLine.Option;

/** The flags that name a file of annotations and its columns. */
public final class AnnotationOptions {
    private static final String ITEM = "--item-column";
    private static final String ANNOTATOR = "--annotator-column";
    private static final String LABEL = "--label-column";

    @Option(
            names = "--annotations",
            paramLabel = "FILE",
            required = true,
            description = "One row per annotation: csv, tsv or jsonl, each also with .gz; - is standard input.")
    String file = "";

    @Option(names = ITEM, paramLabel = "NAME", description = "Default item, else task.")
    String item = "";

    @Option(names = ANNOTATOR, paramLabel = "NAME", description = "Default annotator, else worker, else annotator_id.")
    String annotator = "";

    @Option(names = LABEL, paramLabel = "NAME", description = "Default label.")
    String label = "";

    @Option(names = "--seed", paramLabel = "N", description = "Of what is left to chance; default ${DEFAULT-VALUE}.")
    int seed;

    /** The files to open. */
    List<String> files() {
        return List.of(file);
    }

    /** The file's columns; those that the flags name must be among them, usual names are the server's to find. */
    Columns check(InputFile annotations) {
        FileCheck.of(annotations);
        Columns columns = Columns.ofFigures(annotations);
        columns.optional(item, ITEM);
        columns.optional(annotator, ANNOTATOR);
        columns.optional(label, LABEL);
        return columns;
    }

    Query query(String path) {
        return new Query(path)
                .set("itemColumn", ITEM, item)
                .set("annotatorColumn", ANNOTATOR, annotator)
                .set("labelColumn", LABEL, label)
                .set("seed", "--seed", seed);
    }
}
