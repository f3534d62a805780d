package io.autolabeler.monitoring;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A real receiver of webhooks on loopback, a file of alert rules, and the settings that point the service at them. */
public final class MonitoringStack implements QuarkusTestResourceLifecycleManager {
    public static final String SECRET = "not a real secret";

    /** Marks a field that is given the receiver. */
    @Target(ElementType.FIELD)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Receiver {}

    /** One request that came in. */
    public record Received(String path, Map<String, String> headers, String body) {}

    /** What came in, and the rules file. */
    public static final class Webhooks {
        private final List<Received> received = new CopyOnWriteArrayList<>();
        private final Path rules;

        Webhooks(Path rules) {
            this.rules = rules;
        }

        public List<Received> received(String path, String text) {
            return received.stream()
                    .filter(each -> each.path().equals(path) && each.body().contains(text))
                    .toList();
        }

        public void writeRules(String yaml) {
            try {
                Files.writeString(rules, yaml);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public static final String RULES = """
            alerts:
              - name: heads are bad
                metric: heads
                condition: less_than
                threshold: 0.2
                window: 1h
                severity: critical
                message: "heads reach only {value} within {window}"
                webhook: ops
            """;

    private @Nullable HttpServer server;
    private @Nullable Webhooks webhooks;

    @Override
    public Map<String, String> start() {
        try {
            Webhooks receiver = new Webhooks(Files.createTempFile("alert-rules", ".yaml"));
            receiver.writeRules(RULES);
            HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            started.createContext("/", exchange -> answer(receiver, exchange));
            started.start();
            server = started;
            webhooks = receiver;
            return settings("http://127.0.0.1:" + started.getAddress().getPort(), receiver.rules);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> settings(String base, Path rules) {
        Map<String, String> settings = new HashMap<>();
        settings.put("autolabeler.alerts.rules-file", rules.toString());
        settings.put("autolabeler.alerts.evaluate-every", "500ms");
        settings.put("autolabeler.alerts.deliver-every", "200ms");
        settings.put("autolabeler.alerts.retry-pauses", "100ms,200ms,300ms");
        settings.put("autolabeler.webhooks.ops.url", base + "/ops");
        settings.put("autolabeler.webhooks.ops.secret-env", "TEST_WEBHOOK_SECRET");
        settings.put("TEST_WEBHOOK_SECRET", SECRET);
        settings.put("autolabeler.webhooks.moved.url", base + "/moved");
        settings.put("autolabeler.webhooks.inside.url", "https://192.168.255.254/hook");
        return settings;
    }

    /** The first attempt of every delivery to /ops fails; /moved points elsewhere. */
    private static void answer(Webhooks webhooks, HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            String path = exchange.getRequestURI().getPath();
            boolean first = webhooks.received.stream()
                    .noneMatch(each ->
                            Objects.equals(each.headers().get("idempotency-key"), headers.get("idempotency-key")));
            webhooks.received.add(new Received(path, headers, body));
            if (path.equals("/moved")) {
                exchange.getResponseHeaders().add("Location", "/stolen");
                exchange.sendResponseHeaders(302, -1);
            } else {
                exchange.sendResponseHeaders(first ? 503 : 204, -1);
            }
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(webhooks, new TestInjector.AnnotatedAndMatchesType(Receiver.class, Webhooks.class));
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }
}
