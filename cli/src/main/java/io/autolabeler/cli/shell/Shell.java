package io.autolabeler.cli.shell;

import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The world around the command.
 *
 * @param environment the environment variables
 */
public record Shell(
        InputStream in, PrintStream out, PrintStream err, Terminal terminal, Map<String, String> environment) {
    /**
     * What of the shell is a terminal.
     *
     * @param asks a person sits at standard input and can be asked
     * @param draws standard error is a terminal, so that a progress bar may be drawn
     */
    public record Terminal(boolean asks, boolean draws) {
        public static final Terminal NONE = new Terminal(false, false);
    }

    /** The shell of this process. */
    public static Shell ofProcess() {
        return new Shell(
                System.in,
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                new Terminal(isTerminal(0) && isTerminal(2), isTerminal(2)),
                System.getenv());
    }

    /** A person can be asked. */
    public boolean asks() {
        return terminal.asks;
    }

    /** A progress bar can be drawn. */
    public boolean draws() {
        return terminal.draws;
    }

    /** The variable's value, if it is set and not blank. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** One line for the user beside the result, on standard error. */
    public void say(String line) {
        err.println(line);
    }

    /** True when the person answers yes; only to be called where {@link #asks}. */
    public boolean confirm(String question) {
        err.print(question + " [y/N] ");
        err.flush();
        return readLine()
                .map(String::strip)
                .filter(answer -> answer.matches("(?i)y|yes"))
                .isPresent();
    }

    /** The next line of standard input, empty at its end; not a byte more is taken. */
    public Optional<String> readLine() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            int next = in.read();
            if (next < 0) {
                return Optional.empty();
            }
            while (next >= 0 && next != '\n') {
                line.write(next);
                next = in.read();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(line.toString(StandardCharsets.UTF_8));
    }

    /** Linux says what a stream is; elsewhere the console says it of input and output together. */
    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        if (!Files.isSymbolicLink(link)) {
            return Optional.ofNullable(System.console())
                    .map(Console::isTerminal)
                    .orElse(false);
        }
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException e) {
            return false;
        }
    }
}
