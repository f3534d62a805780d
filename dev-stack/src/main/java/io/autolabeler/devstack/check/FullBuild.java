package io.autolabeler.devstack.check;

import io.autolabeler.devstack.home.Checkout;
import io.autolabeler.devstack.home.StackException;
import io.autolabeler.devstack.testing.RunningStack;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * One Maven build of everything, with all tests and quality gates.
 *
 * @param checkout what is built
 * @param stack the state file of the servers that the tests use
 * @param log where all of its output goes
 */
public record FullBuild(Checkout checkout, Path stack, Path log) {
    /** What a person wants to see: modules, test classes, errors, and the figures that system tests print. */
    private static final Pattern USEFUL = Pattern.compile("""
            \\[INFO] Building .*\\[\\d+/\\d+]|\
            \\[(INFO|WARNING|ERROR)] Tests run:.*|\
            \\[INFO] (BUILD|Reactor Summary|AutoLabeler.*(SUCCESS|FAILURE|SKIPPED)|Total time).*|\
            \\[ERROR] .*|\
            figure: .*|\
            (?!\\d\\d:\\d\\d|\\{|\\[|\\s).*\\b(killed|frozen|lost|doubled|degraded|recovered)\\b.*""");

    /** True if the build succeeded; goes on with other modules after a failure, so that the totals are whole. */
    public boolean run(List<String> further, Consumer<String> say) {
        List<String> command = new ArrayList<>(List.of("mvn", "-B", "-T2", "verify", "-Pcheck", "--fail-at-end"));
        command.add("-D" + RunningStack.STATE_PROPERTY + "=" + stack);
        command.addAll(further);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(checkout.root().toFile()).redirectErrorStream(true);
        // Tests that start the whole system must not start another build inside of this one.
        builder.environment().put("AUTOLABELER_BUILD", "skip");
        builder.environment().put(RunningStack.STATE_VARIABLE, stack.toString());
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            copy(process, say);
            return process.waitFor() == 0;
        } catch (IOException e) {
            throw new StackException("cannot run Maven: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted");
        }
    }

    private void copy(Process process, Consumer<String> say) throws IOException {
        try (BufferedReader output = process.inputReader();
                Writer file = Files.newBufferedWriter(log)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                file.write(line + System.lineSeparator());
                if (USEFUL.matcher(line).matches()) {
                    say.accept(line);
                }
            }
        }
    }
}
