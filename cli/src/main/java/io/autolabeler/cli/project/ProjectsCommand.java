package io.autolabeler.cli.project;

import io.autolabeler.cli.gateway.Gateway;
import io.autolabeler.cli.gateway.Paging;
import io.autolabeler.cli.schema.Schema;
import io.autolabeler.cli.shell.CommandFailure;
import io.autolabeler.cli.shell.CommonOptions;
import io.autolabeler.cli.shell.Shell;
import io.autolabeler.cli.shell.Table;
import io.autolabeler.common.v1.Label;
import io.autolabeler.labeling.v1.ListProjectsResponse;
import io.autolabeler.labeling.v1.Project;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists, shows, creates and deletes projects. */
@Command(name = "projects", description = "List, show, create and delete projects.")
public final class ProjectsCommand {
    private static final String NAME = "PROJECT";
    private final Shell shell;

    public ProjectsCommand(Shell shell) {
        this.shell = shell;
    }

    @Command(name = "list", description = "The projects by name.")
    void list(@Mixin CommonOptions common) {
        Gateway gateway = common.gateway(shell);
        ListProjectsResponse.Builder all = ListProjectsResponse.newBuilder();
        Paging.each(
                "/projects",
                Map.of(),
                path -> gateway.get(path, ListProjectsResponse.getDefaultInstance()),
                ListProjectsResponse::getNextPageToken,
                page -> all.addAllProjects(page.getProjectsList()));
        Table table = new Table("project", "kind", "labels", "schema", "id");
        all.getProjectsList()
                .forEach(project -> table.row(
                        project.getName(),
                        kind(project),
                        project.getLabelsCount(),
                        project.getSchemaVersion(),
                        project.getId()));
        common.print(shell, all.build(), all.getProjectsCount() == 0 ? "no projects yet\n" : table.text());
    }

    @Command(name = "show", description = "One project by name or id.")
    void show(@Mixin CommonOptions common, @Parameters(paramLabel = NAME) String name) {
        Project project = new Projects(common.gateway(shell)).require(name);
        common.print(shell, project, text(project));
    }

    @Command(name = "create", description = "Make a project; --labels or --schema say what it labels with.")
    void create(
            @Mixin CommonOptions common,
            @Mixin ProjectChoice choice,
            @Option(names = "--model", paramLabel = "NAME", defaultValue = "", description = "Its model.")
                    String model) {
        if (choice.name.isEmpty()) {
            throw CommandFailure.usage("name the project with --project NAME");
        }
        Schema schema = choice.schema()
                .orElseThrow(() -> CommandFailure.usage("no labels: give --labels a,b,c or --schema FILE"));
        Project project =
                Projects.wish(choice.name, schema).toBuilder().setModel(model).build();
        Project created = common.gateway(shell).post("/projects", project, Project.getDefaultInstance());
        common.print(shell, created, text(created));
    }

    @Command(name = "delete", description = "Remove a project with its runs, examples and reviews.")
    void delete(@Mixin CommonOptions common, @Parameters(paramLabel = NAME) String name) {
        Gateway gateway = common.gateway(shell);
        Project project = new Projects(gateway).require(name);
        common.confirm(shell, "deleting project " + project.getName() + " with its runs, examples and reviews");
        gateway.delete("/projects/" + project.getId());
        common.print(shell, project, "deleted " + project.getName() + "\n");
    }

    private static String text(Project project) {
        Table table = new Table()
                .row("project", project.getName())
                .row("id", project.getId())
                .row("kind", kind(project))
                .row("model", project.getModel())
                .row("schema", "version " + project.getSchemaVersion());
        for (Label label : project.getLabelsList()) {
            table.row("label", label.getName(), label.getDescription());
        }
        return table.text()
                + project.getGuidelines()
                        .lines()
                        .map(line -> "  " + line + "\n")
                        .collect(Collectors.joining());
    }

    private static String kind(Project project) {
        return project.getKind().name().toLowerCase(Locale.ROOT);
    }
}
