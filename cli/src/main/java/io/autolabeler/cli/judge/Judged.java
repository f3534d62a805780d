package io.autolabeler.cli.judge;

import io.autolabeler.cli.file.FileCheck;
import io.autolabeler.cli.file.InputFile;
import io.autolabeler.cli.follow.Progress;
import io.autolabeler.cli.gateway.Content;
import io.autolabeler.cli.gateway.Gateway;
import io.autolabeler.cli.gateway.ProblemException;
import io.autolabeler.cli.gateway.UnreachableException;
import io.autolabeler.cli.shell.CommandFailure;
import io.autolabeler.cli.shell.ExitCode;
import io.autolabeler.cli.shell.Shell;
import io.autolabeler.quality.v1.RejectedReportRow;
import io.autolabeler.quality.v1.Report;
import io.autolabeler.quality.v1.ReportInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;

/** A file's report, made by the server; forgotten there on closing unless it is to be kept. */
final class Judged implements AutoCloseable {
    private static final int UPLOADS = 4;
    private static final int REASONS = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LEAST_PATIENCE = Duration.ofMinutes(5);
    private static final long BYTES_PER_SECOND = 200_000;

    private final Gateway gateway;
    private final boolean keep;
    private Report report;

    private Judged(Gateway gateway, boolean keep, Report report) {
        this.gateway = gateway;
        this.keep = keep;
        this.report = report;
    }

    /** Sends the file and waits until its report is done; fails with the server's reason where none can be made. */
    static Judged of(Shell shell, JudgeOptions options, String path, String fileName) {
        InputFile file = FileCheck.file(fileName);
        FileCheck.of(file);
        Gateway gateway = options.common().gateway(shell);
        Judged judged = new Judged(gateway, options.keep(), upload(gateway, path, file));
        boolean done = false;
        try (Progress progress = Progress.of(shell, options.common().printing())) {
            judged.await(progress);
            done = true;
        } finally {
            if (!done) {
                judged.forget();
            }
        }
        judged.tell(shell, file, options.common().printing().quiet());
        return judged;
    }

    Report report() {
        return report;
    }

    /** Partial when some rows could not be used. */
    int exitCode() {
        return report.getInput().getRejectedRows() > 0 ? ExitCode.PARTIAL : ExitCode.DONE;
    }

    /** The rows that came out, as csv; the caller closes them. */
    InputStream rows() {
        try {
            return gateway.download("/reports/" + report.getId() + "/output");
        } catch (IOException e) {
            throw CommandFailure.failure("cannot read the report's rows: " + e.getMessage());
        }
    }

    private static Report upload(Gateway gateway, String path, InputFile file) {
        String fault = "";
        for (int attempt = 0; attempt < UPLOADS; attempt++) {
            try {
                return gateway.upload(path, content(file), Report.getDefaultInstance());
            } catch (ProblemException e) {
                if (!e.passes()) {
                    throw e;
                }
                fault = String.valueOf(e.getMessage());
            } catch (IOException e) {
                fault = "the connection broke: " + e.getMessage();
            }
            pause(FIRST_PAUSE.multipliedBy(1L << attempt));
        }
        throw CommandFailure.failure("cannot send %s: %s".formatted(file.name(), fault));
    }

    private static Content content(InputFile file) {
        Duration patience = LEAST_PATIENCE.plusSeconds(file.path().toFile().length() / BYTES_PER_SECOND);
        return new Content(file.kind().mediaType(), file.kind().gzip(), 0, patience, () -> {
            try {
                return file.raw();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void await(Progress progress) {
        Duration pause = FIRST_PAUSE;
        while (report.getState() != Report.State.DONE) {
            if (report.getState() == Report.State.FAILED) {
                throw CommandFailure.failure(report.getError().getMessage());
            }
            pause(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            report = gateway.get("/reports/" + report.getId(), Report.getDefaultInstance());
            progress.judged(report.getProgress());
        }
    }

    private void tell(Shell shell, InputFile file, boolean quiet) {
        ReportInput input = report.getInput();
        if (input.getRejectedRows() > 0) {
            shell.say("%d of %d rows of %s could not be used:"
                    .formatted(input.getRejectedRows(), input.getRejectedRows() + input.getRows(), file.name()));
            for (RejectedReportRow row :
                    input.getRejectedList().subList(0, Math.min(REASONS, input.getRejectedCount()))) {
                shell.say("  line %d: %s".formatted(row.getLine(), row.getReason()));
            }
        }
        if (keep && !quiet) {
            shell.say("kept as report " + report.getId());
        }
    }

    @Override
    public void close() {
        if (!keep) {
            forget();
        }
    }

    /** Reports end by themselves after a while; one that cannot be removed now is no reason to fail. */
    private void forget() {
        try {
            gateway.delete("/reports/" + report.getId());
        } catch (ProblemException | UnreachableException e) {
            // it is removed later
        }
    }

    private static void pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failure("interrupted");
        }
    }
}
