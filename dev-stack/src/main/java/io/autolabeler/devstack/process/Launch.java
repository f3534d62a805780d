package io.autolabeler.devstack.process;

import io.autolabeler.devstack.home.Logs;
import io.autolabeler.devstack.home.StackException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A command that becomes a process of its own session, so that it outlives the terminal it was started from.
 *
 * @param command program and arguments; no secrets, every user can read them
 * @param environment variables on top of the inherited ones
 * @param directory the working directory
 */
public record Launch(List<String> command, Map<String, String> environment, Path directory) {

    /** Copies the lists. */
    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** The running process; its output goes to the end of the log. */
    public Child start(Logs.Log log) {
        List<String> full = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            full.add("/usr/bin/setsid");
        }
        full.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(full)
                .directory(directory.toFile())
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.file().toFile()));
        builder.environment().putAll(environment);
        try {
            return Child.of(builder.start().toHandle());
        } catch (IOException e) {
            throw new StackException("cannot start " + command.getFirst() + ": " + e.getMessage(), e);
        }
    }
}
