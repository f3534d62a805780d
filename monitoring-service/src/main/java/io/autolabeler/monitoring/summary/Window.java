package io.autolabeler.monitoring.summary;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of time and the one of equal length before it.
 *
 * @param start included
 * @param end not included
 */
record Window(Instant start, Instant end) {
    static Window ending(Instant end, Duration length) {
        return new Window(end.minus(length), end);
    }

    Window before() {
        return ending(start, Duration.between(start, end));
    }

    /** The shortest step in minutes that cuts the window into at most so many points. */
    int step(int mostPoints) {
        long minutes = (Duration.between(start, end).toSeconds() + 59) / 60;
        return (int) Math.max(1, (minutes + mostPoints - 1) / mostPoints);
    }
}
