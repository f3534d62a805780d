package io.autolabeler.cli.report;

import java.time.Duration;

/** Does something when the user interrupts the command before this is closed; waits a little for it, not longer. */
final class AtExit implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private final Thread hook;

    AtExit(Runnable step) {
        hook = new Thread(() -> run(step), "at-exit");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private static void run(Runnable step) {
        Thread worker = Thread.ofPlatform().daemon().start(step);
        try {
            worker.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // the hook runs already
        }
    }
}
