package io.autolabeler.cli.gateway;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Sends a request again while that may help, with growing pauses. */
final class Retry {
    private static final int ATTEMPTS = 6;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /**
     * What ends the attempts.
     *
     * @param all after this long none is begun
     * @param reached false: the gateway has never answered, and a refused connection is an error at once
     * @param unreachable makes the error of the last fault
     */
    record Limits(Duration all, BooleanSupplier reached, Function<String, RuntimeException> unreachable) {}

    /** One attempt. */
    interface Attempt<T> {
        T run() throws IOException, Refused;
    }

    /** The gateway answered with a problem. */
    static final class Refused extends Exception {
        private final ProblemException problem;
        private final Optional<Duration> after;

        Refused(ProblemException problem, Optional<Duration> after) {
            super(problem);
            this.problem = problem;
            this.after = after;
        }
    }

    /** The attempt's result; gives up with the last problem or fault. */
    <T> T call(Attempt<T> attempt, Limits limits) {
        Duration pause = FIRST_PAUSE;
        long end = System.nanoTime() + limits.all.toNanos();
        for (int number = 1; ; number++) {
            boolean last = number == ATTEMPTS || System.nanoTime() > end;
            Duration wait = pause;
            try {
                return attempt.run();
            } catch (Refused refused) {
                if (last || !refused.problem.passes()) {
                    throw refused.problem;
                }
                wait = refused.after.orElse(pause);
            } catch (ConnectException e) {
                if (last || !limits.reached.getAsBoolean()) {
                    throw limits.unreachable.apply(reason(e));
                }
            } catch (IOException e) {
                if (last) {
                    throw limits.unreachable.apply(reason(e));
                }
            }
            pause(wait.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait);
            pause = pause.multipliedBy(2);
        }
    }

    /** How long the answer asks to wait. */
    static Optional<Duration> after(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static void pause(Duration wait) {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
