package io.autolabeler.gateway.transfer;

import io.autolabeler.gateway.client.CallsConfig;
import io.autolabeler.platform.errors.ErrorCode;
import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.platform.errors.TransientFaults;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Asks again, with growing pauses, while a service is away in the middle of a transfer: a restart costs time, not the file. */
@Singleton
class Patience {
    private static final Logger LOG = Logger.getLogger(Patience.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Duration longest;

    Patience(CallsConfig config) {
        this.longest = config.transferPatience();
    }

    /** The answer; the last fault once patience is over, any other fault at once. */
    <T> T ask(Supplier<T> call) {
        long end = System.nanoTime() + longest.toNanos();
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                return call.get();
            } catch (RuntimeException e) {
                if (!isPassing(e) || System.nanoTime() > end) {
                    throw e;
                }
                LOG.debugf("waiting for a service: %s", e.toString());
            }
            sleep(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    private static boolean isPassing(RuntimeException fault) {
        return TransientFaults.isTransient(fault)
                || (fault instanceof ServiceException known && known.code() == ErrorCode.DEADLINE_EXCEEDED);
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ServiceException.unavailable("the gateway is stopping", e);
        }
    }
}
