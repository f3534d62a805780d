package io.autolabeler.cli.follow;

import io.autolabeler.cli.gateway.EventStream;
import io.autolabeler.cli.gateway.ProblemException;
import io.autolabeler.cli.gateway.UnreachableException;
import io.autolabeler.cli.shell.CommandFailure;
import io.autolabeler.labeling.v1.Run;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Watches a run until it rests. Reads its event stream; while there is none it asks from time to time, so that a gateway
 * that restarts goes unnoticed.
 */
public final class Follow {
    /**
     * How long things may take.
     *
     * @param silence without any byte on the stream, after which it counts as broken
     * @param poll between two questions while there is no stream
     * @param lost without any answer, after which the watching ends
     * @param assessment for items that were stored without a route
     */
    public record Patience(Duration silence, Duration poll, Duration lost, Duration assessment) {
        public static final Patience DEFAULT = new Patience(
                Duration.ofSeconds(45), Duration.ofSeconds(1), Duration.ofMinutes(10), Duration.ofSeconds(30));
    }

    private static final int STREAM_TRIES = 3;
    private static final int POLLS_WITHOUT_STREAM = 20;

    private final Runs runs;
    private final Patience patience;

    public Follow(Runs runs, Patience patience) {
        this.runs = runs;
        this.patience = patience;
    }

    /** The run as it rests: COMPLETED, CANCELLED, FAILED or PAUSED. */
    public Run untilItRests(String runId, Consumer<Run> seen) {
        long lastAnswer = System.nanoTime();
        int broken = 0;
        while (true) {
            if (broken < STREAM_TRIES || broken % POLLS_WITHOUT_STREAM == 0) {
                stream(runId, seen);
            }
            broken++;
            try {
                Run run = runs.get(runId);
                lastAnswer = System.nanoTime();
                seen.accept(run);
                if (rests(run)) {
                    return run;
                }
            } catch (ProblemException | UnreachableException e) {
                stopIfLost(runId, lastAnswer, e);
            }
            sleep(patience.poll);
        }
    }

    /** A completed run, once its items that were stored without a route have one or the patience ends. */
    public Run untilAssessed(Run completed) {
        Run run = completed;
        long end = System.nanoTime() + patience.assessment.toNanos();
        while (run.getCounts().getDegraded() > 0 && System.nanoTime() < end) {
            sleep(patience.poll);
            try {
                run = runs.get(run.getId());
            } catch (ProblemException | UnreachableException e) {
                return run;
            }
        }
        return run;
    }

    /** Reads events until the stream ends in whatever way; what the run is then has to be asked. */
    private void stream(String runId, Consumer<Run> seen) {
        try (EventStream events = runs.gateway().events("/runs/" + runId + "/events")) {
            while (true) {
                Optional<EventStream.Event> event = events.next(patience.silence);
                if (event.isEmpty()) {
                    if (rests(runs.get(runId))) {
                        return;
                    }
                } else if (event.get().name().equals("end")) {
                    return;
                } else if (event.get().name().equals("run")) {
                    Run run = Runs.parse(event.get().data());
                    seen.accept(run);
                    if (rests(run)) {
                        return;
                    }
                }
            }
        } catch (IOException | ProblemException | UnreachableException broken) {
            // the caller asks for the run, and comes back
        }
    }

    private void stopIfLost(String runId, long lastAnswer, RuntimeException e) {
        boolean passes = !(e instanceof ProblemException problem) || problem.passes();
        if (!passes) {
            throw e;
        }
        if (System.nanoTime() - lastAnswer > patience.lost.toNanos()) {
            throw CommandFailure.failure(
                    "%s; run %s may go on: ./autolabeler runs show %s".formatted(e.getMessage(), runId, runId));
        }
    }

    private static boolean rests(Run run) {
        return switch (run.getState()) {
            case COMPLETED, CANCELLED, FAILED, PAUSED -> true;
            case PREPARING, RUNNING, UNSPECIFIED, UNRECOGNIZED -> false;
        };
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
