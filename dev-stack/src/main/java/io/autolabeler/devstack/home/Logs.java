package io.autolabeler.devstack.home;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;

/**
 * Log files of one home: a new one at every start of a component, older ones kept for seven days.
 *
 * @param folder where they lie
 * @param clock says what is old
 */
public record Logs(Path folder, Clock clock) {
    private static final Duration KEPT = Duration.ofDays(7);
    private static final int TAIL_BYTES = 16_384;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    /**
     * One component's current log.
     *
     * @param file where it lies
     */
    public record Log(Path file) {

        /** The last lines, fewer if there aren't as many. */
        public List<String> tail(int lines) {
            if (!Files.exists(file)) {
                return List.of();
            }
            try (var channel = Files.newByteChannel(file)) {
                channel.position(Math.max(0, channel.size() - TAIL_BYTES));
                var buffer = ByteBuffer.allocate(TAIL_BYTES);
                while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
                List<String> all = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
                return all.subList(Math.max(0, all.size() - lines), all.size());
            } catch (IOException e) {
                throw new StackException("cannot read " + file + ": " + e.getMessage(), e);
            }
        }
    }

    /** The current log of a component. */
    public Log current(String component) {
        return new Log(folder.resolve(component + ".log"));
    }

    /** An empty log for a component's new start; the one before gets its time into its name. */
    public Log fresh(String component) {
        Log log = current(component);
        try {
            if (Files.exists(log.file())) {
                Instant last = Files.getLastModifiedTime(log.file()).toInstant();
                Files.move(log.file(), folder.resolve(component + "-" + STAMP.format(last) + ".log"));
            }
            removeOld();
            Files.createFile(log.file());
            Home.restrict(log.file(), "rw-------");
            return log;
        } catch (IOException e) {
            throw new StackException("cannot write log " + log.file() + ": " + e.getMessage(), e);
        }
    }

    private void removeOld() throws IOException {
        Instant oldest = clock.instant().minus(KEPT);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".log")).toList()) {
                removeIfOlder(file, oldest);
            }
        }
    }

    /** Components start at the same time: a file that another start has renamed or removed is no fault. */
    private static void removeIfOlder(Path file, Instant oldest) throws IOException {
        try {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            // Gone already, which is all that was wanted.
        }
    }
}
