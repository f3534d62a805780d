package io.autolabeler.devstack.fake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * An OpenAI-compatible chat endpoint for tests and benchmarks; it is no model. Its label for a text is {@link #labelFor}, so
 * that tests know the right answer, and it fails as it is told.
 *
 * <p>{@code POST …/chat/completions} answers; {@code PUT /faults} takes {@link Faults} as JSON, for example
 * {@code {"latencyMs": 200, "rules": [{"kind": "RATE_LIMITED", "probability": 0.1, "retryAfterSeconds": 1}]}};
 * {@code GET /calls} gives the calls so far, {@code DELETE /calls} forgets them.
 *
 * <p>As a process: {@code java … io.autolabeler.devstack.fake.FakeEndpoint PORT LOGFILE}.
 */
public final class FakeEndpoint implements AutoCloseable {
    static {
        // Else every answer waits 40 ms for the client's delayed acknowledgement. Read once, by the server's first
        // class.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final ObjectMapper json = new ObjectMapper();
    private final AtomicLong number = new AtomicLong();
    private final Map<String, Integer> callsPerText = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CallLog log;
    private final HttpServer server;
    private volatile Faults faults = Faults.NONE;

    private FakeEndpoint(int port, @Nullable Path logFile) throws IOException {
        log = new CallLog(json, logFile);
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 1024);
        server.setExecutor(threads);
        server.createContext("/faults", this::onFaults);
        server.createContext("/calls", this::onCalls);
        server.createContext("/", this::onChat);
        server.start();
    }

    /** A started endpoint on the port; 0: any free one. */
    public static FakeEndpoint start(int port, @Nullable Path logFile) throws IOException {
        return new FakeEndpoint(port, logFile);
    }

    /** What a client is configured with: {@code http://127.0.0.1:<port>/v1}. */
    public String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** From now on. */
    public void behave(Faults newFaults) {
        faults = newFaults;
    }

    /** All calls answered so far. */
    public List<Call> calls() {
        return log.all();
    }

    /** Forgets the calls so far, also for {@link Fault#firstPerText()}. */
    public void forget() {
        log.clear();
        callsPerText.clear();
    }

    /** The label that the endpoint gives a text: the first whose name is in it, else one by the text's hash. */
    public static String labelFor(String text, List<String> labels) {
        return Question.labelFor(text, labels);
    }

    /** What {@link Call#textHash()} is for a text. */
    public static String textHash(String text) {
        return Question.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private void onChat(HttpExchange exchange) throws IOException {
        try (exchange) {
            long in = System.currentTimeMillis();
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (!exchange.getRequestURI().getPath().endsWith("/chat/completions")) {
                send(exchange, Answer.error(json, 404, "not_found", "There is no such path."));
                return;
            }
            Question question = Question.in(json, body);
            String textHash = textHash(question.text());
            Faults now = faults;
            long call = number.incrementAndGet();
            int callForText = callsPerText.merge(textHash, 1, Integer::sum);
            Optional<Fault> fault =
                    now.pick(call, callForText, ThreadLocalRandom.current().nextDouble());
            pause(now.latencyMs() + fault.map(Fault::millis).orElse(0L));
            fault.filter(each -> each.retryAfterSeconds() > 0)
                    .ifPresent(each -> exchange.getResponseHeaders()
                            .set("Retry-After", Integer.toString(each.retryAfterSeconds())));
            Answer answer = Answer.to(json, question, fault.map(Fault::kind).orElse(null));
            log.add(new Call(
                    call,
                    Question.sha256(body),
                    textHash,
                    in,
                    System.currentTimeMillis(),
                    answer.status(),
                    fault.map(each -> each.kind().name()).orElse("")));
            send(exchange, answer);
        } catch (JsonProcessingException e) {
            send(exchange, Answer.error(json, 400, "invalid_request_error", "The body is no JSON."));
        }
    }

    private void onFaults(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("PUT")) {
                behave(json.readValue(exchange.getRequestBody(), Faults.class));
            }
            send(exchange, new Answer(200, json.writeValueAsBytes(faults), false));
        } catch (JsonProcessingException e) {
            send(exchange, Answer.error(json, 400, "invalid_request_error", e.getOriginalMessage()));
        }
    }

    private void onCalls(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("DELETE")) {
                forget();
            }
            send(exchange, new Answer(200, json.writeValueAsBytes(calls()), false));
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), answer.body().length);
        OutputStream out = exchange.getResponseBody();
        if (answer.half()) {
            out.write(answer.body(), 0, answer.body().length / 2);
            out.flush();
            return;
        }
        out.write(answer.body());
        out.close();
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        log.close();
    }

    /** Runs the endpoint until the process is stopped. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("usage: FakeEndpoint PORT LOGFILE");
            System.exit(2);
        }
        FakeEndpoint endpoint = start(Integer.parseInt(arguments[0]), Path.of(arguments[1]));
        System.out.println("listening at " + endpoint.baseUrl());
    }
}
