package io.autolabeler.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Types the launcher's verbs, as a person would, for one home.
 *
 * @param home where the system's state lies
 * @param environment what is set besides {@code AUTOLABELER_HOME}
 */
public record Launcher(Path home, Map<String, String> environment) {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /**
     * What a verb printed, and how it ended.
     *
     * @param exitCode 0: well
     * @param out standard output
     * @param err standard error
     */
    public record Output(int exitCode, String out, String err) {
        @Override
        public String toString() {
            return "exit " + exitCode + "\n" + out + "\n" + err;
        }
    }

    /** The folder with the launcher in it. */
    public static Path root() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .filter(folder -> Files.isExecutable(folder.resolve("autolabeler")))
                .findFirst()
                .orElseThrow();
    }

    /** Runs the verb and waits for its end. */
    public Output run(String... arguments) {
        return run(List.of(arguments), "");
    }

    /** Runs the verb with the input on its standard input and waits for its end. */
    public Output run(List<String> arguments, String input) {
        try {
            Path out = Files.createTempFile("launcher", ".out");
            Path err = Files.createTempFile("launcher", ".err");
            Process process = start(arguments, out, err);
            try (var stdin = process.outputWriter()) {
                stdin.write(input);
            }
            if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("took longer than " + LIMIT + ": " + arguments);
            }
            return new Output(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts the verb and does not wait. */
    public Process start(List<String> arguments, Path out, Path err) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(root().resolve("autolabeler").toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root().toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("AUTOLABELER_HOME", home.toString());
        return builder.start();
    }
}
