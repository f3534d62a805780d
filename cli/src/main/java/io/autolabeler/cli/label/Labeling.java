package io.autolabeler.cli.label;

import io.autolabeler.cli.dataset.ImportedFile;
import io.autolabeler.cli.file.OutputFile;
import io.autolabeler.cli.follow.Progress;
import io.autolabeler.cli.follow.Runs;
import io.autolabeler.cli.gateway.Gateway;
import io.autolabeler.cli.shell.CommandFailure;
import io.autolabeler.cli.shell.Money;
import io.autolabeler.cli.shell.Printing;
import io.autolabeler.cli.shell.Shell;
import io.autolabeler.labeling.v1.Dataset;
import io.autolabeler.labeling.v1.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Labels the files of an order side by side, each in a run of its own.
 *
 * @param asks estimates above a few dollars are put to the person first
 */
record Labeling(Shell shell, Gateway gateway, Printing printing, boolean asks) {
    private static final double ASKED_ABOVE = 5;

    /** What came of the files, in order; a file that could not be labeled is a failure. */
    sealed interface Result {
        record Done(Outcome outcome) implements Result {}

        record Failed(String input, RuntimeException cause) implements Result {}
    }

    List<Result> label(Order order, List<OutputFile> outputs, String prefix) {
        try (Progress progress = Progress.of(shell, printing);
                Interruption interruption = new Interruption(shell);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Workspace workspace = Workspace.open(gateway, progress, order, prefix);
            LabelFile road = new LabelFile(shell, gateway, progress);
            List<Future<Outcome>> running = new ArrayList<>();
            for (int i = 0; i < outputs.size(); i++) {
                ImportedFile file = order.files().get(i);
                OutputFile output = outputs.get(i);
                running.add(threads.submit(() -> one(workspace, road, file, output, interruption)));
            }
            List<Result> results = new ArrayList<>();
            for (int i = 0; i < running.size(); i++) {
                results.add(result(order.files().get(i).file().name(), running.get(i)));
            }
            workspace.undo();
            return results;
        }
    }

    private Outcome one(
            Workspace workspace, LabelFile road, ImportedFile file, OutputFile output, Interruption interruption) {
        Dataset dataset = workspace.add(file);
        Run wish = workspace.wish(dataset);
        if (asks) {
            ask(file.file().name(), wish);
        }
        Outcome.Source source = new Outcome.Source(
                file.file().name(), output, dataset, workspace.project().getName());
        Run started = road.start(wish, source);
        workspace.keep();
        return road.see(started, source, interruption);
    }

    private synchronized void ask(String input, Run wish) {
        double estimated = new Runs(gateway).plan(wish).getCost().getEstimated();
        if (estimated > ASKED_ABOVE
                && !shell.confirm(
                        "labeling %s is estimated to cost $%s. Go on?".formatted(input, Money.dollars(estimated)))) {
            throw CommandFailure.failure("nothing was started for " + input);
        }
    }

    private static Result result(String input, Future<Outcome> future) {
        try {
            return new Result.Done(future.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                return new Result.Failed(input, cause);
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result.Failed(input, CommandFailure.failure("interrupted"));
        }
    }
}
