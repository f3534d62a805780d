package io.autolabeler.devstack.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsTest {
    @TempDir
    private Path folder;

    @Test
    void beginsAnewAndKeepsTheLogBefore() throws IOException {
        Logs logs = new Logs(folder, Clock.systemUTC());
        Files.writeString(logs.fresh("kafka").file(), "before\n");

        assertThat(logs.fresh("kafka").tail(5)).isEmpty();
        assertThat(files()).isEqualTo(2);
    }

    @Test
    void removesLogsOlderThanSevenDays() throws IOException {
        Clock clock = Clock.systemUTC();
        Path old = Files.createFile(folder.resolve("redis-20200101-000000-000.log"));
        Files.setLastModifiedTime(old, FileTime.from(clock.instant().minus(Duration.ofDays(8))));

        new Logs(folder, clock).fresh("redis");

        assertThat(old).doesNotExist();
    }

    @Test
    void showsTheLastLinesOnly() throws IOException {
        Logs.Log log = new Logs(folder, Clock.systemUTC()).fresh("redis");
        Files.writeString(log.file(), "one\ntwo\nthree\n".repeat(5_000));

        assertThat(log.tail(2)).containsExactly("two", "three");
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }
}
