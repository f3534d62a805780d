package io.autolabeler.cli.label;

import io.autolabeler.cli.dataset.ImportedFile;
import io.autolabeler.cli.file.InputFile;
import io.autolabeler.cli.project.ProjectChoice;
import io.autolabeler.labeling.v1.Run;
import java.util.List;
import java.util.Optional;

/**
 * What is to be labeled and how, with everything checked that can be checked on this machine.
 *
 * @param template the run to start, without project and dataset
 */
record Order(ProjectChoice project, List<ImportedFile> files, Optional<ImportedFile> examples, Run template) {
    /** Checks the flags first and reads the files then; whatever will not do ends the command. */
    static Order of(LabelOptions options, List<InputFile> inputs) {
        options.project.check();
        Run template = options.run.template();
        ImportedFile.ColumnNames names = options.columns.names();
        List<ImportedFile> files =
                inputs.stream().map(file -> ImportedFile.of(file, names)).toList();
        return new Order(options.project, files, options.examples.read(options.columns.text()), template);
    }

    /** What tells these examples from others, empty without any. */
    String examplesFingerprint() {
        return examples.map(file -> file.check().sha256() + "/" + file.textColumn() + "/" + file.labelColumn())
                .orElse("");
    }
}
