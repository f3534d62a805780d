package io.autolabeler.cli.report;

import io.autolabeler.cli.file.CountedStream;
import io.autolabeler.cli.file.InputFile;
import io.autolabeler.cli.follow.Progress;
import io.autolabeler.cli.gateway.Content;
import io.autolabeler.cli.gateway.Gateway;
import io.autolabeler.cli.gateway.ProblemException;
import io.autolabeler.cli.gateway.UnreachableException;
import io.autolabeler.cli.shell.CommandFailure;
import io.autolabeler.cli.shell.Printing;
import io.autolabeler.cli.shell.Shell;
import io.autolabeler.quality.v1.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * Has files judged by the server.
 *
 * @param keep reports stay at the server
 */
public record Judging(Shell shell, Gateway gateway, Printing printing, boolean keep) {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LOST = Duration.ofMinutes(10);
    private static final Duration LEAST_PATIENCE = Duration.ofMinutes(5);
    private static final long BYTES_PER_SECOND = 200_000;

    /**
     * Sends the file and waits until its report is done; fails with the server's reason where none can be made. The
     * caller closes what comes back, which removes the report.
     */
    public Judged judge(Query query, InputFile file) {
        try (Progress progress = Progress.of(shell, printing)) {
            Report begun = gateway.submit(query.url(), content(file, progress), Report.getDefaultInstance());
            Judged judged = ended(begun, query, progress);
            judged.tellRejected(file);
            return judged;
        }
    }

    /** The same for the items of a run that the server knows. */
    public Judged judge(Query query, RunOption run) {
        query.set("runId", RunOption.RUN, run.id());
        try (Progress progress = Progress.of(shell, printing)) {
            return ended(gateway.begin(query.url(), Report.getDefaultInstance()), query, progress);
        }
    }

    private Judged ended(Report begun, Query query, Progress progress) {
        Judged judged = new Judged(this, begun.getId());
        try {
            judged.done(await(begun, query, progress));
            return judged;
        } catch (RuntimeException e) {
            judged.discard();
            throw e;
        }
    }

    private static Content content(InputFile file, Progress progress) {
        long bytes = file.path().toFile().length();
        Duration patience = LEAST_PATIENCE.plusSeconds(bytes / BYTES_PER_SECOND);
        return new Content(file.kind().mediaType(), file.kind().gzip(), 0, patience, () -> {
            try {
                return new CountedStream(file.raw(), 0, sent -> progress.sent(file.name(), sent, bytes));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private Report await(Report begun, Query query, Progress progress) {
        Report report = begun;
        Duration pause = FIRST_PAUSE;
        long lastAnswer = System.nanoTime();
        while (report.getState() != Report.State.DONE) {
            if (report.getState() == Report.State.FAILED) {
                throw CommandFailure.failure(query.fault(report.getError()));
            }
            pause(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            try {
                report = gateway.get("/reports/" + begun.getId(), Report.getDefaultInstance());
                lastAnswer = System.nanoTime();
                progress.judged(Math.clamp(report.getProgress(), 0, 1));
            } catch (ProblemException | UnreachableException e) {
                stopIfLost(lastAnswer, e);
            }
        }
        return report;
    }

    private static void stopIfLost(long lastAnswer, RuntimeException e) {
        boolean passes = !(e instanceof ProblemException problem) || problem.passes();
        if (!passes || System.nanoTime() - lastAnswer > LOST.toNanos()) {
            throw e;
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
