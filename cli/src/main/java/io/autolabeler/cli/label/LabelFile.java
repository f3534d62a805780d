package io.autolabeler.cli.label;

import io.autolabeler.cli.evaluate.Accuracy;
import io.autolabeler.cli.file.InputFile;
import io.autolabeler.cli.file.OutputFile;
import io.autolabeler.cli.file.ResultColumns;
import io.autolabeler.cli.follow.Follow;
import io.autolabeler.cli.follow.Progress;
import io.autolabeler.cli.follow.Runs;
import io.autolabeler.cli.gateway.Gateway;
import io.autolabeler.cli.gateway.ProblemException;
import io.autolabeler.cli.shell.CommandFailure;
import io.autolabeler.cli.shell.Shell;
import io.autolabeler.labeling.v1.Run;
import java.util.Optional;

/** Takes one dataset through its run to a labeled file. */
final class LabelFile {
    private static final double NANOS = 1e9;
    private final Shell shell;
    private final Runs runs;
    private final Follow follow;
    private final Delivery delivery;
    private final Progress progress;

    LabelFile(Shell shell, Gateway gateway, Progress progress) {
        this.shell = shell;
        this.runs = new Runs(gateway);
        this.follow = new Follow(runs, Follow.Patience.DEFAULT);
        this.delivery = new Delivery(gateway);
        this.progress = progress;
    }

    /** The started run. */
    Run start(Run wish, Outcome.Source source) {
        tellClashes(source);
        return runs.start(wish);
    }

    /** Sees a started run through: follows it, waits for late assessments, writes the labeled file. */
    Outcome see(Run started, Outcome.Source source, Interruption interruption) {
        long begin = System.nanoTime();
        interruption.watching(started.getId());
        progress.saw(started);
        Run run = follow.untilItRests(started.getId(), progress::saw);
        double seconds = (System.nanoTime() - begin) / NANOS;
        if (run.getState() == Run.State.COMPLETED) {
            run = follow.untilAssessed(run);
        }
        interruption.writing(source.output().part());
        boolean written = deliver(run, source);
        interruption.finished(run.getId());
        return new Outcome(source, run, written ? accuracy(source) : Optional.empty(), seconds);
    }

    /** True when the labeled file was written; a run that ended early is delivered as far as it came. */
    private boolean deliver(Run run, Outcome.Source source) {
        switch (run.getState()) {
            case COMPLETED -> delivery.export(run.getId(), source.output());
            case PAUSED, CANCELLED -> {
                try {
                    delivery.export(run.getId(), source.output());
                } catch (ProblemException nothingYet) {
                    return false;
                }
            }
            case FAILED -> throw CommandFailure.failure("run %s failed: %s".formatted(run.getId(), reason(run)));
            case PREPARING, RUNNING, UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalStateException("run %s does not rest: %s".formatted(run.getId(), run.getState()));
        }
        delivery.rejectedRows(source.dataset(), source.output());
        return true;
    }

    private static Optional<Accuracy> accuracy(Outcome.Source source) {
        String gold = source.dataset().getLabelColumn();
        if (gold.isEmpty()) {
            return Optional.empty();
        }
        OutputFile output = source.output();
        InputFile labeled = new InputFile(output.path(), output.path().toString(), output.kind());
        String goldInOutput =
                ResultColumns.renamed(source.dataset().getColumnsList()).getOrDefault(gold, gold);
        return Optional.of(Accuracy.of(labeled, goldInOutput, ResultColumns.LABEL))
                .filter(accuracy -> accuracy.items() > 0);
    }

    private void tellClashes(Outcome.Source source) {
        ResultColumns.renamed(source.dataset().getColumnsList())
                .forEach((column, renamed) ->
                        shell.say("note: column %s of %s comes back as %s".formatted(column, source.input(), renamed)));
    }

    static String reason(Run run) {
        return run.getStateMessage().isEmpty() ? run.getStateReason() : run.getStateMessage();
    }
}
