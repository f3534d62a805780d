package io.autolabeler.cli.label;

import io.autolabeler.cli.evaluate.Accuracy;
import io.autolabeler.cli.file.OutputFile;
import io.autolabeler.cli.shell.ExitCode;
import io.autolabeler.labeling.v1.Dataset;
import io.autolabeler.labeling.v1.Run;
import java.util.Optional;

/**
 * What came of labeling one file.
 *
 * @param run as it rests
 * @param accuracy against the gold column, where there is one
 * @param seconds from the run's start, or from where this command took it up, to its rest
 */
record Outcome(Source source, Run run, Optional<Accuracy> accuracy, double seconds) {
    private static final String BUDGET = "BUDGET_EXHAUSTED";

    /** Where the items came from and where they went. */
    record Source(String input, OutputFile output, Dataset dataset, String project) {}

    int exitCode() {
        return switch (run.getState()) {
            case COMPLETED -> run.getCounts().getFailed() > 0 || rejected() > 0 ? ExitCode.PARTIAL : ExitCode.DONE;
            case PAUSED -> isBudget(run) ? ExitCode.BUDGET : ExitCode.FAILURE;
            case CANCELLED, FAILED, PREPARING, RUNNING, UNSPECIFIED, UNRECOGNIZED -> ExitCode.FAILURE;
        };
    }

    /** Rows of the input that could not be read. */
    int rejected() {
        return source.dataset.getRejectedCount();
    }

    double itemsPerSecond() {
        return seconds > 0 ? run.getCounts().getDone() / seconds : 0;
    }

    static boolean isBudget(Run run) {
        return run.getState() == Run.State.PAUSED && run.getStateReason().equals(BUDGET);
    }
}
