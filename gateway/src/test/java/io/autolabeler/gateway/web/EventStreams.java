package io.autolabeler.gateway.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** Open event streams, which a test can feed, drop and refuse. */
final class EventStreams {
    private static final String DROP = "drop";
    private final List<BlockingQueue<String>> open = new CopyOnWriteArrayList<>();
    private volatile boolean refusing;

    /** Holds the connection and writes what is sent, until it is dropped. */
    void serve(HttpExchange exchange, String first) throws IOException {
        if (refusing) {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
            return;
        }
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        events.add("event: run\ndata: " + first + "\n\n");
        open.add(events);
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            for (String event = events.take(); !event.equals(DROP); event = events.take()) {
                out.write(event.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(events);
        }
    }

    int count() {
        return open.size();
    }

    void send(String event, String data) {
        open.forEach(events -> events.add("event: " + event + "\ndata: " + data + "\n\n"));
    }

    void drop() {
        open.forEach(events -> events.add(DROP));
    }

    void refuse(boolean refuse) {
        refusing = refuse;
    }
}
