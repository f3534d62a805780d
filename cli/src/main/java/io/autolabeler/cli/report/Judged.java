package io.autolabeler.cli.report;

import io.autolabeler.cli.file.InputFile;
import io.autolabeler.cli.file.OutputFile;
import io.autolabeler.cli.gateway.Gateway;
import io.autolabeler.cli.gateway.ProblemException;
import io.autolabeler.cli.gateway.UnreachableException;
import io.autolabeler.cli.shell.CommandFailure;
import io.autolabeler.cli.shell.ExitCode;
import io.autolabeler.quality.v1.RejectedReportRow;
import io.autolabeler.quality.v1.Report;
import io.autolabeler.quality.v1.ReportInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A file's report at the server. It is removed there on closing unless it is to be kept, and also when the user
 * interrupts the command.
 */
public final class Judged implements AutoCloseable {
    private static final int REASONS = 3;
    private static final int TRIES = 5;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Judging judging;
    private final String id;
    private final AtExit atExit;
    private volatile @Nullable Path part;
    private Report report = Report.getDefaultInstance();

    Judged(Judging judging, String id) {
        this.judging = judging;
        this.id = id;
        this.atExit = new AtExit(this::interrupted);
    }

    void done(Report done) {
        report = done;
    }

    public Report report() {
        return report;
    }

    /** Where the report is. */
    public Gateway gateway() {
        return judging.gateway();
    }

    /** Partial when some rows could not be used. */
    public int exitCode() {
        return report.getInput().getRejectedRows() > 0 ? ExitCode.PARTIAL : ExitCode.DONE;
    }

    /**
     * Replaces the file by the report's rows in its format; a stream that breaks is begun again.
     *
     * @param header the columns where no row came out, separated by commas
     */
    public void writeRows(OutputFile output, String header) {
        part = output.part();
        again("cannot write " + output.path(), () -> {
            output.replace(out -> {
                try (InputStream rows = rows(header)) {
                    ReportRows.copy(rows, output.kind(), out);
                }
            });
            return output;
        });
    }

    /** The first rows that are wanted, by column; a stream that breaks is begun again. */
    public List<Map<String, String>> firstRows(String header, Predicate<Map<String, String>> wanted, int limit) {
        return again("cannot read the report", () -> {
            try (InputStream rows = rows(header)) {
                return ReportRows.first(rows, wanted, limit);
            }
        });
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T again(String failure, Reading<T> reading) {
        for (int number = 1; ; number++) {
            try {
                return reading.read();
            } catch (IOException | UncheckedIOException e) {
                stopAfterLast(number, CommandFailure.failure(failure + ": " + e.getMessage()));
            } catch (ProblemException e) {
                stopAfterLast(e.passes() ? number : TRIES, e);
            }
        }
    }

    private InputStream rows(String header) throws IOException {
        return report.getHasOutput()
                ? judging.gateway().download("/reports/" + id + "/output")
                : new ByteArrayInputStream((header + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void stopAfterLast(int number, RuntimeException fault) {
        if (number == TRIES) {
            throw fault;
        }
        try {
            Thread.sleep(PAUSE.multipliedBy(number));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw fault;
        }
    }

    void tellRejected(InputFile file) {
        ReportInput input = report.getInput();
        if (input.getRejectedRows() == 0) {
            return;
        }
        judging.shell()
                .say("%d of %d rows of %s could not be used:"
                        .formatted(input.getRejectedRows(), input.getRejectedRows() + input.getRows(), file.name()));
        int shown = Math.min(REASONS, input.getRejectedCount());
        for (RejectedReportRow row : input.getRejectedList().subList(0, shown)) {
            judging.shell().say("  line %d: %s".formatted(row.getLine(), row.getReason()));
        }
        if (input.getRejectedRows() > shown) {
            judging.shell().say("  and %d more".formatted(input.getRejectedRows() - shown));
        }
    }

    /** Removes the report even if it was to be kept: nothing has come of it. */
    void discard() {
        atExit.close();
        remove();
    }

    @Override
    public void close() {
        atExit.close();
        if (judging.keep()) {
            judging.shell().say("kept as report " + id);
        } else {
            remove();
        }
    }

    private void interrupted() {
        Path left = part;
        if (left != null) {
            left.toFile().delete();
        }
        if (judging.keep()) {
            judging.shell().say("\ninterrupted; report %s goes on".formatted(id));
        } else {
            judging.shell().say("\ninterrupted; the report is removed");
            remove();
        }
    }

    /** Reports end by themselves after a while; one that cannot be removed now is no reason to fail. */
    private void remove() {
        try {
            judging.gateway().delete("/reports/" + id);
        } catch (ProblemException | UnreachableException e) {
            // it is removed later
        }
    }
}
