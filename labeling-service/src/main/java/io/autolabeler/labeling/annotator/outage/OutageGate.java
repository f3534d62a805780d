package io.autolabeler.labeling.annotator.outage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * A circuit breaker by consecutive failures. Open, it lets nobody pass until the pause is over, then one caller at a time as a
 * probe, until a probe succeeds. Each pass must be followed by {@link #succeeded}, {@link #failed} or {@link #gaveUp}.
 * Thread-safe.
 */
public final class OutageGate {
    private final int threshold;
    private final Duration pause;
    private final Clock clock;
    private int failures;
    private boolean probing;
    private Instant openUntil = Instant.MIN;

    /**
     * A closed gate.
     *
     * @param threshold consecutive failures that open it, at least 1
     * @param pause before a probe
     */
    public OutageGate(int threshold, Duration pause, Clock clock) {
        if (threshold < 1) {
            throw new IllegalArgumentException("threshold must be at least 1, got " + threshold);
        }
        this.threshold = threshold;
        this.pause = pause;
        this.clock = clock;
    }

    /** True if the caller may try. */
    public synchronized boolean tryPass() {
        if (failures < threshold) {
            return true;
        }
        if (probing || clock.instant().isBefore(openUntil)) {
            return false;
        }
        probing = true;
        return true;
    }

    /** True if this closed a gate that was open. */
    public synchronized boolean succeeded() {
        boolean wasOpen = failures >= threshold;
        failures = 0;
        probing = false;
        return wasOpen;
    }

    /** True if this opened a gate that was closed. */
    public synchronized boolean failed() {
        failures++;
        probing = false;
        if (failures >= threshold) {
            openUntil = clock.instant().plus(pause);
        }
        return failures == threshold;
    }

    /** For a pass that was not used: nothing was learnt. */
    public synchronized void gaveUp() {
        probing = false;
    }
}
