package io.autolabeler.quality.report;

import io.autolabeler.platform.errors.TransientFaults;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleConsumer;
import java.util.function.DoublePredicate;

/**
 * Keeps a report in work its replica's, tells how far the work is, and stops it when it is no longer wanted or takes too
 * long. Takes the share done from the thread that works; a thread of its own tells it on.
 */
final class SignsOfLife implements DoubleConsumer, AutoCloseable {
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final DoublePredicate keep;
    private final long end;
    private final Duration longest;
    private final Thread thread;
    private volatile double share;
    private volatile boolean unwanted;

    /**
     * @param keep stores the share done; false: the work is no longer wanted
     * @param pause at most this between two signs
     */
    SignsOfLife(DoublePredicate keep, Duration pause, Duration longest) {
        this.keep = keep;
        this.longest = longest;
        this.end = System.nanoTime() + longest.toNanos();
        Duration wait = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        this.thread = Thread.ofVirtual().name("report-signs").start(() -> tell(wait));
    }

    @Override
    public void accept(double done) {
        share = done;
        if (unwanted) {
            throw new CancellationException("no longer wanted");
        }
        if (System.nanoTime() > end) {
            throw new ReportFault("", "the work took longer than " + longest.toMinutes() + " minutes; try fewer rows");
        }
    }

    private void tell(Duration pause) {
        while (!unwanted) {
            try {
                Thread.sleep(pause);
                unwanted = !keep.test(share);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (!TransientFaults.isTransient(e)) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
