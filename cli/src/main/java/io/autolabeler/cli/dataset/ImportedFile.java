package io.autolabeler.cli.dataset;

import io.autolabeler.cli.file.Columns;
import io.autolabeler.cli.file.FileCheck;
import io.autolabeler.cli.file.InputFile;
import io.autolabeler.labeling.v1.Dataset;
import java.util.List;

/**
 * A file that was found good, with what its columns mean.
 *
 * @param labelColumn empty: none
 * @param idColumn empty: none
 */
public record ImportedFile(InputFile file, FileCheck check, String textColumn, String labelColumn, String idColumn) {
    private static final int LONGEST_NAME = 200;

    /** Reads the file once; a file or column that will not do is refused. */
    public static ImportedFile of(InputFile file, ColumnNames wanted) {
        FileCheck check = FileCheck.of(file);
        Columns columns = Columns.of(file);
        String label = wanted.label().isEmpty() ? "" : columns.require(wanted.label(), wanted.labelFlag());
        String id = wanted.id().isEmpty() ? "" : columns.require(wanted.id(), "--id-column");
        String text = columns.text(wanted.text(), List.of(label, id));
        return new ImportedFile(file, check, text, label, id);
    }

    /** The dataset to create for it. */
    public Dataset wish(String projectId, String name) {
        return Dataset.newBuilder()
                .setProjectId(projectId)
                .setName(name.length() > LONGEST_NAME ? name.substring(name.length() - LONGEST_NAME) : name)
                .setFormat(file.kind().format())
                .setTextColumn(textColumn)
                .setLabelColumn(labelColumn)
                .setIdColumn(idColumn)
                .build();
    }

    /** What the user calls the columns; empty: not named. */
    public record ColumnNames(String text, String label, String labelFlag, String id) {}
}
