package io.autolabeler.devstack.server;

import io.autolabeler.devstack.home.StackException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A program that is run to its end.
 *
 * @param command program and arguments
 * @param environment variables on top of the inherited ones
 */
record Tool(List<String> command, Map<String, String> environment) {

    /**
     * What came of it.
     *
     * @param status the exit status; -1 if the program could not be started
     * @param output what it printed
     */
    record Outcome(int status, String output) {

        /** True if the exit status was 0. */
        boolean succeeded() {
            return status == 0;
        }
    }

    /** Runs the program and waits for its end. */
    Outcome run() {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), output.strip());
        } catch (IOException e) {
            return new Outcome(-1, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while running " + command.getFirst());
        }
    }
}
