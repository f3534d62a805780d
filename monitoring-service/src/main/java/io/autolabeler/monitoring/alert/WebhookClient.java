package io.autolabeler.monitoring.alert;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLException;
import org.eclipse.microprofile.config.Config;

/** Posts alerts to webhooks. What it says of a fault holds neither address nor secret: both may be confidential. */
@Singleton
class WebhookClient {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final String ALGORITHM = "HmacSHA256";

    private final WebhooksConfig webhooks;
    private final Config config;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    WebhookClient(WebhooksConfig webhooks, Config config) {
        this.webhooks = webhooks;
        this.config = config;
    }

    /** Posts the body once; empty if the receiver took it, else what went wrong. */
    Optional<String> post(String name, UUID delivery, String body) {
        WebhooksConfig.Webhook webhook = webhooks.byName().get(name);
        if (webhook == null) {
            return Optional.of("the webhook is not configured any more");
        }
        Optional<String> secret = webhook.secretEnv().flatMap(key -> config.getOptionalValue(key, String.class));
        if (webhook.secretEnv().isPresent() && secret.isEmpty()) {
            return Optional.of("the secret to sign with is not set");
        }
        try {
            Optional<String> refusal =
                    WebhookAddress.refusal(webhook.url(), resolved(webhook.url()), webhook.allowPrivate());
            return refusal.isPresent() ? refusal : answered(request(webhook.url(), secret, delivery, body));
        } catch (HttpTimeoutException e) {
            return Optional.of("timed out");
        } catch (UnknownHostException e) {
            return Optional.of("the host is unknown");
        } catch (SSLException e) {
            return Optional.of("no secure connection");
        } catch (IOException e) {
            return Optional.of("no connection");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("stopped");
        }
    }

    private Optional<String> answered(HttpRequest request) throws IOException, InterruptedException {
        int status =
                client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        return status >= 200 && status < 300 ? Optional.empty() : Optional.of("HTTP status " + status);
    }

    private static HttpRequest request(URI url, Optional<String> secret, UUID delivery, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .header("User-Agent", "autolabeler")
                .header("Idempotency-Key", delivery.toString())
                .POST(HttpRequest.BodyPublishers.ofString(body));
        secret.ifPresent(key -> request.header("X-AutoLabeler-Signature", "sha256=" + signature(key, body)));
        return request.build();
    }

    /** HMAC-SHA256 of the body, in lower-case hex. */
    static String signature(String secret, String body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    private static InetAddress[] resolved(URI url) throws UnknownHostException {
        return InetAddress.getAllByName(url.getHost());
    }
}
