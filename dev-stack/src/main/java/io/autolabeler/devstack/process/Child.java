package io.autolabeler.devstack.process;

import io.autolabeler.devstack.home.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process that this or an earlier program started. The start time tells it from a stranger that was given the same number later.
 *
 * @param pid its process number
 * @param startedAt when the operating system started it
 */
public record Child(long pid, Instant startedAt) {
    /** The boot time, from which start times are computed, moves a little when the clock is set. */
    private static final Duration CLOCK_STEP = Duration.ofSeconds(2);

    private static final long POLL_MILLIS = 20;

    /** The identity of a process that is running now. */
    public static Child of(ProcessHandle process) {
        return new Child(
                process.pid(),
                process.info()
                        .startInstant()
                        .orElse(Instant.now())); // it has ended already, and will be found not alive
    }

    /** True while this very process runs. */
    public boolean alive() {
        return handle().isPresent();
    }

    /** Asks the process to stop and, if it hasn't within the limit, ends it; returns when it is gone. */
    public void stop(StopSignal signal, Duration limit) {
        if (!alive()) {
            return;
        }
        signal.send(pid);
        StopSignal.CONTINUE.send(pid);
        if (!gone(limit)) {
            kill();
        }
    }

    /** Ends the process without asking it; returns when it is gone. */
    public void kill() {
        handle().ifPresent(ProcessHandle::destroyForcibly);
        gone(Duration.ofSeconds(10));
    }

    /** True as soon as the process is gone, false if it still runs after the limit. */
    public boolean gone(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (alive()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pause();
        }
        return true;
    }

    private Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> !zombie())
                .filter(process -> process.info()
                        .startInstant()
                        .map(start -> Duration.between(start, startedAt).abs().compareTo(CLOCK_STEP) <= 0)
                        .orElse(false));
    }

    /**
     * A dead process stays listed until its parent asks for it, and in a container nobody may. While some of its
     * threads still end, it holds its ports and files.
     */
    private boolean zombie() {
        Path process = Path.of("/proc", Long.toString(pid));
        try (Stream<Path> threads = Files.list(process.resolve("task"))) {
            String line = Files.readString(process.resolve("stat"));
            return line.startsWith(") Z", line.lastIndexOf(')')) && threads.count() <= 1;
        } catch (IOException e) {
            return false;
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while waiting for a process");
        }
    }
}
