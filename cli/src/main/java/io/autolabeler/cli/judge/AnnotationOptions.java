package io.autolabeler.cli.judge;

import picocli.CommandLine.Option;

/** The flags that name a file of annotations and its columns. */
public final class AnnotationOptions {
    @Option(
            names = "--annotations",
            paramLabel = "FILE",
            required = true,
            description = "One row per annotation: csv, tsv or jsonl, each also with .gz.")
    String file = "";

    @Option(names = "--item-column", paramLabel = "NAME", description = "Default item, else task.")
    String item = "";

    @Option(
            names = "--annotator-column",
            paramLabel = "NAME",
            description = "Default annotator, else worker, else annotator_id.")
    String annotator = "";

    @Option(names = "--label-column", paramLabel = "NAME", description = "Default label.")
    String label = "";

    @Option(names = "--seed", paramLabel = "N", description = "Of what is left to chance; default ${DEFAULT-VALUE}.")
    int seed;

    String file() {
        return file;
    }

    Query query() {
        return new Query()
                .set("itemColumn", item)
                .set("annotatorColumn", annotator)
                .set("labelColumn", label)
                .set("seed", seed);
    }
}
