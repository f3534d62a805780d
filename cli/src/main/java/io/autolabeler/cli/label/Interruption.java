package io.autolabeler.cli.label;

import io.autolabeler.cli.shell.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** When the user interrupts the command, says that the runs go on and how to follow them; no half file is left behind. */
final class Interruption implements AutoCloseable {
    private final Shell shell;
    private final Set<String> runs = ConcurrentHashMap.newKeySet();
    private final Set<Path> parts = ConcurrentHashMap.newKeySet();
    private final Thread hook = new Thread(this::tell, "interruption");

    Interruption(Shell shell) {
        this.shell = shell;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    void watching(String runId) {
        runs.add(runId);
    }

    void writing(Path part) {
        parts.add(part);
    }

    void finished(String runId) {
        runs.remove(runId);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // the hook is telling already
        }
    }

    private void tell() {
        for (Path part : parts) {
            try {
                Files.deleteIfExists(part);
            } catch (IOException stays) {
                shell.say("left behind: " + part);
            }
        }
        for (String run : runs) {
            shell.say(
                    "\ninterrupted; run %s goes on: ./autolabeler runs show %s, ./autolabeler label --resume %s --output FILE"
                            .formatted(run, run, run));
        }
    }
}
