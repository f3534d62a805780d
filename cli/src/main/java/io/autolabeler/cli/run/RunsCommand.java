package io.autolabeler.cli.run;

import io.autolabeler.cli.file.OutputFile;
import io.autolabeler.cli.follow.Runs;
import io.autolabeler.cli.gateway.Gateway;
import io.autolabeler.cli.gateway.Paging;
import io.autolabeler.cli.label.Delivery;
import io.autolabeler.cli.project.Projects;
import io.autolabeler.cli.shell.CommandFailure;
import io.autolabeler.cli.shell.CommonOptions;
import io.autolabeler.cli.shell.Connection;
import io.autolabeler.cli.shell.Printing;
import io.autolabeler.cli.shell.Shell;
import io.autolabeler.labeling.v1.ListRunsResponse;
import io.autolabeler.labeling.v1.Run;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists, shows and steers runs. */
@Command(name = "runs", description = "List, show, pause, resume, cancel and export runs.")
public final class RunsCommand {
    private static final String RUN = "RUN";
    private final Shell shell;

    public RunsCommand(Shell shell) {
        this.shell = shell;
    }

    @Command(name = "list", description = "The runs, newest first.")
    void list(
            @Mixin CommonOptions common,
            @Option(names = "--project", paramLabel = "NAME", defaultValue = "", description = "Only this project's.")
                    String project) {
        Gateway gateway = common.gateway(shell);
        Map<String, String> query = Map.of("projectId", new Projects(gateway).idOf(project));
        ListRunsResponse.Builder all = ListRunsResponse.newBuilder();
        Paging.each(
                "/runs",
                query,
                path -> gateway.get(path, ListRunsResponse.getDefaultInstance()),
                ListRunsResponse::getNextPageToken,
                page -> all.addAllRuns(page.getRunsList()));
        common.print(shell, all.build(), RunText.list(all.getRunsList()));
    }

    @Command(name = "show", description = "One run: state, counts, cost.")
    void show(@Mixin CommonOptions common, @Parameters(paramLabel = RUN) String id) {
        print(common, runs(common).get(id));
    }

    @Command(name = "resume", description = "Go on with a paused run.")
    void resume(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = RUN) String id,
            @Option(names = "--max-cost", paramLabel = "USD", defaultValue = "0", description = "The new cost limit.")
                    double maxCost) {
        if (maxCost < 0) {
            throw CommandFailure.usage("--max-cost must be above 0 US dollars, got " + maxCost);
        }
        print(common, runs(common).resume(id, maxCost));
    }

    @Command(name = "pause", description = "Let a run rest; calls in flight finish.")
    void pause(@Mixin CommonOptions common, @Parameters(paramLabel = RUN) String id) {
        print(common, runs(common).steer(id, "pause"));
    }

    @Command(name = "cancel", description = "End a run; its open items stay without label.")
    void cancel(@Mixin CommonOptions common, @Parameters(paramLabel = RUN) String id) {
        print(common, runs(common).steer(id, "cancel"));
    }

    @Command(name = "retry-failed", description = "Label the failed items of a run again.")
    void retryFailed(@Mixin CommonOptions common, @Parameters(paramLabel = RUN) String id) {
        print(common, runs(common).steer(id, "retry-failed"));
    }

    @Command(name = "export", description = "Write a run's labeled file.")
    void export(
            @Mixin Connection connection,
            @Mixin Printing printing,
            @Option(names = "--yes", description = "Ask nothing; this verb never does.") boolean yes,
            @Parameters(paramLabel = RUN) String id,
            @Option(
                            names = "--output",
                            paramLabel = "FILE",
                            required = true,
                            description = "csv, tsv or jsonl by its ending, each also with .gz.")
                    Path output) {
        OutputFile file = OutputFile.of(output);
        Gateway gateway = connection.gateway(shell);
        Run run = new Runs(gateway).get(id);
        new Delivery(gateway).export(id, file);
        printing.print(shell, null, Printing.json(run), "%s -> %s%n".formatted(id, output));
    }

    private Runs runs(CommonOptions common) {
        return new Runs(common.gateway(shell));
    }

    private void print(CommonOptions common, Run run) {
        common.print(shell, run, RunText.of(run));
    }
}
