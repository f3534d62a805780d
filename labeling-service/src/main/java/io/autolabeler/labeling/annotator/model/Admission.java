package io.autolabeler.labeling.annotator.model;

import io.autolabeler.labeling.annotator.outage.OutageGate;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Who may call a model now: one limit on calls in flight for all runs together, a pace, and a circuit breaker that items wait
 * at. First come first served; thread-safe.
 */
final class Admission {
    private static final Logger LOG = Logger.getLogger(Admission.class);
    private static final int FAILURES = 16;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final String model;
    private final Semaphore entered;
    private final Semaphore inFlight;
    private final OutageGate gate = new OutageGate(FAILURES, PAUSE, Clock.systemUTC());
    private final Duration patience;
    private final long nanosBetween;
    private final AtomicLong nextStart = new AtomicLong(System.nanoTime());

    Admission(String model, ModelsConfig.Model config) {
        this.model = model;
        // A few more than can be in flight: while they are written to the ledger, the model is not idle.
        this.entered = new Semaphore(config.maxInFlight() + Math.ceilDiv(config.maxInFlight(), 4), true);
        this.inFlight = new Semaphore(config.maxInFlight(), true);
        this.patience = config.patience();
        this.nanosBetween =
                config.requestsPerMinute().map(each -> MINUTE / each).orElse(0L);
    }

    /** True once the caller may prepare its call; false if the endpoint stays down for longer than it is waited for. */
    boolean enter() throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            entered.acquire();
            if (gate.tryPass()) {
                return true;
            }
            entered.release();
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            Thread.sleep(LOOK);
        }
    }

    /** Makes the call of a caller that has entered, once it may be in flight. */
    <T> T call(Supplier<T> call) throws InterruptedException {
        inFlight.acquire();
        try {
            keepPace();
            return call.get();
        } finally {
            inFlight.release();
        }
    }

    /** Lets the next one enter; null: the call was not made after all. */
    void leave(@Nullable Reply reply) {
        entered.release();
        switch (reply) {
            case Reply.Answered answered -> worked();
            case Reply.Refused refused when refused.isOutage() -> failed(refused);
            case Reply.Refused refused -> worked();
            case null -> gate.gaveUp();
            case Reply.NotAllowed notAllowed -> gate.gaveUp();
            case Reply.Down down -> gate.gaveUp();
        }
    }

    private void worked() {
        if (gate.succeeded()) {
            LOG.infof("model %s answers again", model);
        }
    }

    private void failed(Reply.Refused refused) {
        if (gate.failed()) {
            LOG.warnf("model %s is down (%s): items wait up to %s", model, refused.message(), patience);
        }
    }

    /** Starts are spread evenly over the minute. */
    private void keepPace() throws InterruptedException {
        if (nanosBetween > 0) {
            long now = System.nanoTime();
            long start = nextStart.getAndUpdate(next -> Math.max(next, now) + nanosBetween);
            long wait = start - now;
            if (wait > 0) {
                Thread.sleep(Duration.ofNanos(wait));
            }
        }
    }
}
