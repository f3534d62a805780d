package io.autolabeler.cli.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Server-sent events as they come in. */
public final class EventStream implements AutoCloseable {
    /** One event; {@code name} is empty where the server gave none. */
    public record Event(String name, String data) {}

    private sealed interface Signal {
        record Arrived(Event event) implements Signal {}

        record Alive() implements Signal {}

        record Ended(String reason) implements Signal {}
    }

    private final InputStream body;
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();

    EventStream(InputStream body) {
        this.body = body;
        Thread.startVirtualThread(this::read);
    }

    /**
     * The next event; empty for a heartbeat.
     *
     * @param silence how long the server may send nothing at all, heartbeats included
     * @throws IOException when the stream ended, broke or fell silent
     */
    public Optional<Event> next(Duration silence) throws IOException {
        return switch (poll(silence)) {
            case Signal.Arrived(Event event) -> Optional.of(event);
            case Signal.Alive() -> Optional.empty();
            case Signal.Ended(String reason) -> throw new IOException(reason);
        };
    }

    @Override
    public void close() throws IOException {
        body.close();
    }

    private Signal poll(Duration silence) throws IOException {
        try {
            Signal signal = signals.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
            if (signal == null) {
                throw new IOException("no sign of life for " + silence.toSeconds() + " s");
            }
            return signal;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            String name = "";
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    if (!name.isEmpty() || !data.isEmpty()) {
                        signals.add(new Signal.Arrived(new Event(name, data.toString())));
                    }
                    name = "";
                    data.setLength(0);
                } else if (line.startsWith("event:")) {
                    name = value(line);
                } else if (line.startsWith("data:")) {
                    data.append(data.isEmpty() ? "" : "\n").append(value(line));
                } else {
                    signals.add(new Signal.Alive());
                }
            }
            signals.add(new Signal.Ended("the stream ended"));
        } catch (IOException e) {
            signals.add(new Signal.Ended(String.valueOf(e.getMessage())));
        }
    }

    private static String value(String line) {
        String value = line.substring(line.indexOf(':') + 1);
        return value.startsWith(" ") ? value.substring(1) : value;
    }
}
