package io.autolabeler.bench;

import io.autolabeler.system.Launcher;
import io.autolabeler.system.RunningSystem;
import java.time.Duration;

/** (d) How long {@code up} takes, and what the system holds while it waits for work. */
final class StartBench {
    private StartBench() {}

    /** Starts a system with a new home, once more with that home, and leaves it running. */
    static RunningSystem start() {
        Report.title("(d) start-up, without building");
        long begin = System.nanoTime();
        RunningSystem system = RunningSystem.start();
        Report.figure("up, cold: new home, databases made", since(begin), "s");
        expect(system.launcher().run("down"));
        begin = System.nanoTime();
        expect(system.launcher().run("up"));
        Report.figure("up, warm: the same home again", since(begin), "s");
        Usage idle = Usage.of(system.pids());
        Report.figure("memory of all processes, idle", idle.total(), "MB");
        Report.line("    MB: %s", idle.memory());
        return system;
    }

    private static void expect(Launcher.Output output) {
        if (output.exitCode() != 0) {
            throw new IllegalStateException(output.toString());
        }
    }

    private static double since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
    }
}
