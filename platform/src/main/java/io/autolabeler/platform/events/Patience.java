package io.autolabeler.platform.events;

import io.autolabeler.platform.errors.TransientFaults;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Waits out the faults that pass by themselves, until the service stops. Thread-safe. */
@Singleton
class Patience {
    private static final Logger LOG = Logger.getLogger(Patience.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private volatile boolean stopping;

    void onStop(@Observes ShutdownEvent event) {
        stop();
    }

    /** From now on nothing is waited for, and what fails is given back: its fault may be the stop itself. */
    void stop() {
        stopping = true;
    }

    /** Runs the action until it ends without a transient fault; other faults are passed on. */
    void run(String what, Runnable action) {
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                action.run();
                return;
            } catch (RuntimeException e) {
                if (stopping) {
                    throw new GivenBackException(what, e);
                }
                if (!TransientFaults.isTransient(e)) {
                    throw e;
                }
                LOG.warnf("%s waits %d ms for a fault to pass: %s", what, pause.toMillis(), e.toString());
                sleep(what, pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }
    }

    private static void sleep(String what, Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GivenBackException(what, e);
        }
    }
}
