package io.autolabeler.labeling.annotator.model;

import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import io.autolabeler.common.v1.ItemError;
import io.autolabeler.labeling.annotator.ledger.Price.Tokens;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The model library's way to the provider: the JDK's client with a deadline for the whole answer, body included, a bound on its
 * size, no redirects, and refusals that keep {@code Retry-After}. Thread-safe.
 */
final class ProviderHttpClient implements HttpClient {
    private static final long LARGEST_ANSWER = 4L * 1024 * 1024;
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final java.net.http.HttpClient client = java.net.http.HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .connectTimeout(CONNECT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final Duration timeout;

    ProviderHttpClient(Duration timeout) {
        this.timeout = timeout;
    }

    /** Hands out this client, whatever timeouts the library would set. */
    HttpClientBuilder builder() {
        return new FixedClient(this);
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        HttpResponse<String> response = answer(request);
        if (response.statusCode() / 100 != 2) {
            String retryAfter = response.headers().firstValue("Retry-After").orElse(null);
            throw new ProviderFault(
                    HttpRefusals.of(response.statusCode(), response.body(), retryAfter, Clock.systemUTC()));
        }
        return SuccessfulHttpResponse.builder()
                .statusCode(response.statusCode())
                .headers(response.headers().map())
                .body(response.body())
                .build();
    }

    private HttpResponse<String> answer(HttpRequest request) {
        CompletableFuture<HttpResponse<String>> sent =
                client.sendAsync(jdkRequest(request), BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST_ANSWER));
        try {
            return sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw new ProviderFault(
                    Reply.Refused.forGood(
                            ItemError.Code.TIMEOUT,
                            "The provider did not answer within " + timeout.toMillis() + " ms.",
                            null),
                    e);
        } catch (ExecutionException e) {
            throw new ProviderFault(broken(e.getCause()), e);
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a model", e);
        }
    }

    private static Reply.Refused broken(@Nullable Throwable fault) {
        return switch (fault) {
            case ConnectException e -> unreachable();
            case HttpConnectTimeoutException e -> unreachable();
            case IOException e ->
                Reply.Refused.forNow(ItemError.Code.PROVIDER_ERROR, "The connection to the provider broke off.", null);
            case null, default ->
                Reply.Refused.forGood(ItemError.Code.PROVIDER_ERROR, "The call could not be made.", null);
        };
    }

    private static Reply.Refused unreachable() {
        return Reply.Refused.forNow(ItemError.Code.PROVIDER_ERROR, "The provider cannot be reached.", Tokens.NONE);
    }

    private static java.net.http.HttpRequest jdkRequest(HttpRequest request) {
        var builder = java.net.http.HttpRequest.newBuilder(URI.create(request.url()));
        request.headers().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        return builder.method(
                        request.method().name(), java.net.http.HttpRequest.BodyPublishers.ofString(request.body()))
                .build();
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        throw new UnsupportedFeatureException("answers are not streamed");
    }

    /** A builder that has nothing to build. */
    private record FixedClient(HttpClient client) implements HttpClientBuilder {
        @Override
        public Duration connectTimeout() {
            return CONNECT;
        }

        @Override
        public HttpClientBuilder connectTimeout(Duration ignored) {
            return this;
        }

        @Override
        public Duration readTimeout() {
            return CONNECT;
        }

        @Override
        public HttpClientBuilder readTimeout(Duration ignored) {
            return this;
        }

        @Override
        public HttpClient build() {
            return client;
        }
    }
}
