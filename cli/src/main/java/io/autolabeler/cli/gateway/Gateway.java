package io.autolabeler.cli.gateway;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/**
 * The gateway's REST paths with one key. A request that got no answer, 429 or a 5xx is sent again up to five times with
 * the same idempotency key; until the gateway has answered once, a refused connection is an error at once. Safe for
 * concurrent use.
 */
public final class Gateway {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final int OK = 200;
    private static final int REDIRECT = 300;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final URI address;
    private final String key;
    private final Retry retry = new Retry();
    private volatile boolean reached;

    public Gateway(URI address, String key) {
        this.address = address;
        this.key = key;
    }

    public URI address() {
        return address;
    }

    /** The message at a path, {@code /projects/…} for example. */
    public <M extends Message> M get(String path, M kind) {
        return read(exchange(request(path).GET().build()), kind);
    }

    /** What comes of a message sent to a path. */
    public <M extends Message> M post(String path, Message body, M kind) {
        return post(path, json(body), kind);
    }

    /** What comes of JSON sent to a path. */
    public <M extends Message> M post(String path, String body, M kind) {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(body))
                .build();
        return read(exchange(request), kind);
    }

    public void delete(String path) {
        exchange(request(path).DELETE().build());
    }

    /** Sends a file once, without trying again: how to go on is the caller's to decide. */
    public <M extends Message> M upload(String path, Content content, M kind) throws IOException {
        return read(send(uploading(path, content), BodyHandlers.ofString()), kind);
    }

    /** Sends a file, all of it again while that may help. */
    public <M extends Message> M submit(String path, Content content, M kind) {
        return read(exchange(uploading(path, content)), kind);
    }

    /** Begins work that needs no body. */
    public <M extends Message> M begin(String path, M kind) {
        return read(exchange(request(path).POST(BodyPublishers.noBody()).build()), kind);
    }

    private HttpRequest uploading(String path, Content content) {
        HttpRequest.Builder request = request(path)
                .timeout(content.patience())
                .header("Content-Type", content.type())
                .POST(BodyPublishers.ofInputStream(content::open));
        if (content.gzip()) {
            request.header("Content-Encoding", "gzip");
        }
        if (content.offset() > 0) {
            request.header("Upload-Offset", Long.toString(content.offset()));
        }
        return request.build();
    }

    /** The body at a path as it comes in; the caller closes it. */
    public InputStream download(String path) throws IOException {
        return stream(request(path).GET().build());
    }

    /** The events at a path; the caller closes them. */
    public EventStream events(String path) throws IOException {
        return new EventStream(
                stream(request(path).header("Accept", "text/event-stream").GET().build()));
    }

    private InputStream stream(HttpRequest request) throws IOException {
        HttpResponse<InputStream> response = send(request, BodyHandlers.ofInputStream());
        if (isGood(response)) {
            return response.body();
        }
        try (InputStream body = response.body()) {
            throw problem(response, new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + "/api/v1" + path))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + key);
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        return retry.call(
                () -> {
                    HttpResponse<String> response = send(request, BodyHandlers.ofString());
                    if (!isGood(response)) {
                        throw new Retry.Refused(problem(response, response.body()), Retry.after(response));
                    }
                    return response;
                },
                new Retry.Limits(
                        request.timeout().orElse(ANSWER),
                        () -> reached,
                        reason -> new UnreachableException(address, reason)));
    }

    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body) throws IOException {
        try {
            HttpResponse<T> response = client.send(request, body);
            reached = true;
            return response;
        } catch (ConnectException e) {
            throw new ConnectException(e.getMessage() == null ? "connection refused" : e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static boolean isGood(HttpResponse<?> response) {
        return response.statusCode() >= OK && response.statusCode() < REDIRECT;
    }

    private static ProblemException problem(HttpResponse<?> response, String body) {
        return ProblemException.of(response.statusCode(), response.uri().getPath(), body);
    }

    private <M extends Message> M read(HttpResponse<String> response, M kind) {
        if (!isGood(response)) {
            throw problem(response, response.body());
        }
        Message.Builder builder = kind.newBuilderForType();
        try {
            JsonFormat.parser().ignoringUnknownFields().merge(response.body(), builder);
        } catch (InvalidProtocolBufferException e) {
            throw new UnreachableException(address, "its answer is not what AutoLabeler answers");
        }
        @SuppressWarnings("unchecked")
        M message = (M) builder.build();
        return message;
    }

    private static String json(Message message) {
        try {
            return JsonFormat.printer().omittingInsignificantWhitespace().print(message);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
