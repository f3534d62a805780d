package io.autolabeler.cli.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private static final Duration LONG = Duration.ofSeconds(5);

    @Test
    void givesEventsAndHeartbeatsAndSaysWhenItEnds() throws IOException {
        String text = "event: run\ndata: {\"a\":\ndata:1}\n\n: alive\n\nevent:end\ndata:\n\n";
        try (EventStream events = new EventStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
            assertThat(events.next(LONG)).contains(new EventStream.Event("run", "{\"a\":\n1}"));
            assertThat(events.next(LONG)).isEmpty();
            assertThat(events.next(LONG)).contains(new EventStream.Event("end", ""));
            assertThatIOException().isThrownBy(() -> events.next(LONG)).withMessage("the stream ended");
        }
    }

    @Test
    void fallsSilent() throws IOException {
        try (PipedOutputStream out = new PipedOutputStream();
                EventStream events = new EventStream(new PipedInputStream(out))) {
            assertThatIOException()
                    .isThrownBy(() -> events.next(Duration.ofMillis(20)))
                    .withMessageContaining("no sign of life");
        }
    }
}
