package io.autolabeler.cli.review;

import io.autolabeler.cli.gateway.Gateway;
import io.autolabeler.cli.gateway.Paging;
import io.autolabeler.cli.project.Projects;
import io.autolabeler.cli.shell.CommandFailure;
import io.autolabeler.cli.shell.CommonOptions;
import io.autolabeler.cli.shell.ExitCode;
import io.autolabeler.cli.shell.Printing;
import io.autolabeler.cli.shell.Shell;
import io.autolabeler.cli.shell.Table;
import io.autolabeler.quality.v1.NextReviewsRequest;
import io.autolabeler.quality.v1.NextReviewsResponse;
import io.autolabeler.quality.v1.ReviewStats;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what waits for people, and lets one decide it at the keyboard. */
@Command(
        name = "review",
        description = "Show what waits for review; with --next, decide it at the keyboard.",
        footer = {
            "",
            "Keys of --next, each followed by Enter: a number chooses a label, Enter alone accepts the suggestion,",
            "s skips, u takes the last decision back, e hands on to an expert, q ends.",
            "Without a terminal the next task is printed as JSON."
        })
public final class ReviewCommand implements Callable<Integer> {
    private final Shell shell;

    @Option(names = "--next", description = "Take the next task.")
    boolean next;

    @Option(names = "--project", paramLabel = "NAME", description = "Only this project's.")
    String project = "";

    @Mixin
    final CommonOptions common = new CommonOptions();

    public ReviewCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Gateway gateway = common.gateway(shell);
        String projectId = new Projects(gateway).idOf(project);
        if (!next) {
            stats(gateway, projectId);
        } else if (shell.asks() && !common.json()) {
            new ReviewDialog(shell, gateway, projectId).run();
        } else {
            printNext(gateway, projectId);
        }
        return ExitCode.DONE;
    }

    private void stats(Gateway gateway, String projectId) {
        ReviewStats stats = gateway.get(
                "/reviews/stats" + Paging.query(Map.of("projectId", projectId)), ReviewStats.getDefaultInstance());
        common.print(
                shell,
                stats,
                new Table()
                        .row("open", stats.getOpen())
                        .row("being decided", stats.getLeased())
                        .row("decided", stats.getDecided())
                        .row("as suggested", stats.getAccepted())
                        .text());
    }

    private void printNext(Gateway gateway, String projectId) {
        NextReviewsResponse answer = next(gateway, projectId);
        if (answer.getTasksCount() == 0) {
            throw CommandFailure.failure("nothing waits for review");
        }
        String json = Printing.json(answer.getTasks(0)).toString();
        common.print(shell, answer.getTasks(0), json + "\n");
    }

    static NextReviewsResponse next(Gateway gateway, String projectId) {
        NextReviewsRequest request = NextReviewsRequest.newBuilder()
                .setProjectId(projectId)
                .setCount(1)
                .build();
        return gateway.post("/reviews/next", request, NextReviewsResponse.getDefaultInstance());
    }
}
