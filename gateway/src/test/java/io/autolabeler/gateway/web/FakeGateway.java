package io.autolabeler.gateway.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Plays the gateway on a loopback port: serves the built pages under the strictest content security policy, and plausible
 * answers under {@code /api/v1}, each of which a test can replace.
 */
final class FakeGateway implements AutoCloseable {
    private static final String BASE = "/api/v1";
    private static final String POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'";

    private final Pages pages;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Answer> replaced = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    private final Map<String, ObjectNode> runs = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final EventStreams streams = new EventStreams();
    private volatile FakeReviews reviews = new FakeReviews(Fixtures.read("reviews"));

    FakeGateway(Pages pages) {
        this.pages = pages;
        Fixtures.read("runs").get("runs").forEach(run -> runs.put(run.get("id").asText(), run.deepCopy()));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::page);
        server.createContext(BASE, this::api);
        server.start();
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    List<Call> calls() {
        return calls;
    }

    List<Call> calls(String line) {
        return calls.stream().filter(call -> call.line().equals(line)).toList();
    }

    EventStreams streams() {
        return streams;
    }

    /** Answers requests of this line, for example {@code GET /overview}, so from now on. */
    FakeGateway answer(String line, Answer answer) {
        replaced.put(line, answer);
        return this;
    }

    /** Answers requests of this line only once the latch is open. */
    void hold(String line, CountDownLatch latch) {
        held.put(line, latch);
    }

    /** Answers requests of this line as they usually are. */
    void answerAsUsual(String line) {
        replaced.remove(line);
    }

    /** The review queue that is played. */
    FakeReviews reviews() {
        return reviews;
    }

    FakeGateway reviews(String fixture) {
        return reviews(Fixtures.read(fixture));
    }

    FakeGateway reviews(JsonNode tasks) {
        reviews = new FakeReviews(tasks);
        return this;
    }

    /** Changes a run, tells it on the open streams and answers so from now on. */
    void change(String runId, JsonNode changes) {
        ObjectNode run = run(runId);
        run.setAll((ObjectNode) changes);
        streams.send("run", run.toString());
    }

    @Override
    public void close() {
        streams.drop();
        server.stop(0);
        threads.shutdownNow();
    }

    private void page(HttpExchange exchange) throws IOException {
        HttpResponse<byte[]> page = pages.get(exchange.getRequestURI().toString());
        page.headers()
                .firstValue("Content-Type")
                .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
        exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
        write(exchange, page.statusCode(), page.body());
    }

    private void api(HttpExchange exchange) throws IOException {
        Call call = call(exchange);
        calls.add(call);
        await(held.get(call.line()));
        Answer override = replaced.get(call.line());
        if (override == null && call.path().endsWith("/events")) {
            streams.serve(exchange, run(call.path().split("/")[2]).toString());
            return;
        }
        Answer answer = override == null ? usual(call) : override;
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        write(exchange, answer.status(), answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private static void await(@Nullable CountDownLatch latch) {
        try {
            if (latch != null) {
                latch.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    private static Call call(HttpExchange exchange) throws IOException {
        Map<String, String> query = new TreeMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts.length > 1 ? parts[1] : "", StandardCharsets.UTF_8));
        }
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String csrf = exchange.getRequestHeaders().getFirst("X-CSRF-Token");
        String path = exchange.getRequestURI().getPath().substring(BASE.length());
        return new Call(
                exchange.getRequestMethod(),
                path,
                query,
                Fixtures.parse(body.isEmpty() ? "{}" : body),
                csrf == null ? "" : csrf);
    }

    private Answer usual(Call call) {
        return switch (call.line()) {
            case "GET /me" -> Answer.fixture("me");
            case "GET /health" -> Answer.fixture("health");
            case "GET /projects" -> Answer.fixture("projects");
            case "GET /overview" -> Answer.fixture("overview");
            case "GET /calibrations" -> Answer.fixture("calibrations");
            case "GET /certificates" -> Answer.ok("{\"certificates\": [], \"nextPageToken\": \"\"}");
            case "GET /reports" -> Answer.ok("{\"reports\": [], \"nextPageToken\": \"\"}");
            case "GET /alerts" -> Answer.fixture("alerts");
            case "GET /runs" -> allRuns();
            case "GET /metrics:query" -> Answer.ok(FakeMetrics.answer(call));
            case "GET /reviews/stats" -> reviews.stats();
            case "POST /reviews/next" -> reviews.next(call.body().get("count").asInt());
            default -> one(call);
        };
    }

    private Answer one(Call call) {
        String[] parts = call.path().split("[/:]");
        if (call.path().startsWith("/reviews/") && parts.length == 4) {
            return reviews.act(parts[2], parts[3]);
        }
        if (call.path().startsWith("/datasets/")) {
            return Answer.ok(Fixtures.read("datasets").get(parts[2]).toString());
        }
        if (call.path().startsWith("/runs/") && runs.containsKey(parts[2])) {
            return ofRun(run(parts[2]), parts.length > 3 ? parts[3] : "");
        }
        return Answer.problem(404, "NOT_FOUND", "Not found", "There is no " + call.path() + ".");
    }

    private Answer ofRun(ObjectNode run, String what) {
        return switch (what) {
            case "summary" -> Answer.fixture("summary");
            case "annotations" -> Answer.fixture("annotations");
            case "pause" ->
                Answer.ok(
                        run.put("state", "PAUSED").put("stateReason", "BY_USER").toString());
            case "resume" ->
                Answer.ok(run.put("state", "RUNNING")
                        .put("stateReason", "")
                        .put("stateMessage", "")
                        .toString());
            case "cancel" -> Answer.ok(run.put("state", "CANCELLED").toString());
            default -> Answer.ok(run.toString());
        };
    }

    private Answer allRuns() {
        ObjectNode page = Fixtures.read("runs").deepCopy();
        ArrayNode shown = JsonNodeFactory.instance.arrayNode();
        page.get("runs").forEach(run -> shown.add(run(run.get("id").asText())));
        return Answer.ok(page.set("runs", shown).toString());
    }

    private ObjectNode run(String id) {
        return Objects.requireNonNull(runs.get(id), "no run " + id);
    }
}
