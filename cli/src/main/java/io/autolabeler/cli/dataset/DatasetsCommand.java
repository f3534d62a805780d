package io.autolabeler.cli.dataset;

import io.autolabeler.cli.file.FileCheck;
import io.autolabeler.cli.gateway.Gateway;
import io.autolabeler.cli.gateway.Paging;
import io.autolabeler.cli.project.Projects;
import io.autolabeler.cli.shell.CommonOptions;
import io.autolabeler.cli.shell.Shell;
import io.autolabeler.cli.shell.Table;
import io.autolabeler.labeling.v1.Dataset;
import io.autolabeler.labeling.v1.ListDatasetsResponse;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists, shows, imports and deletes datasets. */
@Command(name = "datasets", description = "List, show, import and delete datasets.")
public final class DatasetsCommand {
    private static final String DATASET = "DATASET";
    private final Shell shell;

    public DatasetsCommand(Shell shell) {
        this.shell = shell;
    }

    @Command(name = "list", description = "The datasets.")
    void list(
            @Mixin CommonOptions common,
            @Option(names = "--project", paramLabel = "NAME", defaultValue = "", description = "Only this project's.")
                    String project) {
        Gateway gateway = common.gateway(shell);
        Map<String, String> query = Map.of("projectId", new Projects(gateway).idOf(project));
        ListDatasetsResponse.Builder all = ListDatasetsResponse.newBuilder();
        Paging.each(
                "/datasets",
                query,
                path -> gateway.get(path, ListDatasetsResponse.getDefaultInstance()),
                ListDatasetsResponse::getNextPageToken,
                page -> all.addAllDatasets(page.getDatasetsList()));
        Table table = new Table("dataset", "name", "state", "items", "rejected");
        all.getDatasetsList()
                .forEach(dataset -> table.row(
                        dataset.getId(),
                        dataset.getName(),
                        dataset.getState(),
                        dataset.getItemCount(),
                        dataset.getRejectedCount()));
        common.print(shell, all.build(), all.getDatasetsCount() == 0 ? "no datasets yet\n" : table.text());
    }

    @Command(name = "show", description = "One dataset by id.")
    void show(@Mixin CommonOptions common, @Parameters(paramLabel = DATASET) String id) {
        Dataset dataset = common.gateway(shell).get("/datasets/" + id, Dataset.getDefaultInstance());
        common.print(shell, dataset, text(dataset));
    }

    @Command(name = "import", description = "Upload a file into a new dataset.")
    void importFile(
            @Mixin CommonOptions common,
            @Mixin ColumnOptions columns,
            @Parameters(paramLabel = "FILE", description = "csv, tsv or jsonl, each also with .gz.") String file,
            @Option(names = "--project", paramLabel = "NAME", required = true, description = "The project.")
                    String project) {
        ImportedFile found = ImportedFile.of(FileCheck.file(file), columns.names());
        Gateway gateway = common.gateway(shell);
        String projectId = new Projects(gateway).require(project).getId();
        Dataset wish = found.wish(projectId, found.file().shortName());
        Dataset dataset = new Upload(gateway).create(wish, found.file(), sent -> {});
        common.print(shell, dataset, text(dataset));
    }

    @Command(name = "delete", description = "Remove a dataset with all its texts.")
    void delete(@Mixin CommonOptions common, @Parameters(paramLabel = DATASET) String id) {
        Gateway gateway = common.gateway(shell);
        Dataset dataset = gateway.get("/datasets/" + id, Dataset.getDefaultInstance());
        common.confirm(
                shell, "deleting dataset %s with its %d items".formatted(dataset.getName(), dataset.getItemCount()));
        gateway.delete("/datasets/" + id);
        common.print(shell, dataset, "deleted " + dataset.getName() + "\n");
    }

    private static String text(Dataset dataset) {
        return new Table()
                .row("dataset", dataset.getId())
                .row("name", dataset.getName())
                .row("state", dataset.getState())
                .row("items", dataset.getItemCount() + ", " + dataset.getRejectedCount() + " rows rejected")
                .row("columns", String.join(", ", dataset.getColumnsList()))
                .row("text", dataset.getTextColumn())
                .row("gold", dataset.getLabelColumn().isEmpty() ? "none" : dataset.getLabelColumn())
                .row("project", dataset.getProjectId())
                .text();
    }
}
