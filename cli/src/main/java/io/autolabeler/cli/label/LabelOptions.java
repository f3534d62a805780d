package io.autolabeler.cli.label;

import io.autolabeler.cli.dataset.ColumnOptions;
import io.autolabeler.cli.project.ProjectChoice;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags that say what is labeled and how, the same for label and plan. */
public final class LabelOptions {
    @Option(
            names = "--input",
            paramLabel = "FILE",
            description = "csv, tsv or jsonl, each also with .gz; - is standard input. Can be repeated.")
    List<String> inputs = new ArrayList<>();

    @Mixin
    final ProjectChoice project = new ProjectChoice();

    @Mixin
    final ColumnOptions columns = new ColumnOptions();

    @Mixin
    final ExamplesOptions examples = new ExamplesOptions();

    @Mixin
    final RunOptions run = new RunOptions();
}
