package io.autolabeler.devstack.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FakeEndpointTest {
    private static final String QUESTION = """
            {"model": "m", "messages": [{"role": "system", "content": "choose"},
              {"role": "user", "content": "{\\"text\\": \\"%s\\"}"}],
             "response_format": {"json_schema": {"schema": {"properties": {"label": {"enum": ["spam", "ham"]}}}}}}""";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private FakeEndpoint endpoint;

    @BeforeEach
    void start() throws IOException {
        endpoint = FakeEndpoint.start(0, folder.resolve("calls.jsonl"));
    }

    @AfterEach
    void stop() {
        endpoint.close();
    }

    @Test
    void choosesTheLabelThatIsInTheText() throws Exception {
        assertThat(ask("this is ham").body()).contains("\\\"label\\\":\\\"ham\\\"");
        assertThat(FakeEndpoint.labelFor("this is ham", List.of("spam", "ham"))).isEqualTo("ham");
    }

    @Test
    void failsAsToldOverHttp() throws Exception {
        client.send(
                HttpRequest.newBuilder(at("/faults"))
                        .PUT(HttpRequest.BodyPublishers.ofString(
                                "{\"rules\":[{\"kind\":\"RATE_LIMITED\",\"firstPerText\":1,\"retryAfterSeconds\":3}]}"))
                        .build(),
                BodyHandlers.ofString());

        HttpResponse<String> first = ask("a");

        assertThat(first.statusCode()).isEqualTo(429);
        assertThat(first.headers().firstValue("Retry-After")).hasValue("3");
        assertThat(ask("a").statusCode()).isEqualTo(200);
    }

    @Test
    void endsTheConnectionInTheMiddleOfTheBody() {
        endpoint.behave(Faults.of(Fault.always(Fault.Kind.HALF_STREAM)));

        assertThatThrownBy(() -> ask("a")).isInstanceOf(IOException.class);
    }

    @Test
    void logsEveryCallAsALine() throws Exception {
        endpoint.behave(Faults.of(Fault.every(Fault.Kind.SERVER_ERROR, 2)));
        ask("a");
        ask("b");

        List<String> lines = Files.readAllLines(folder.resolve("calls.jsonl"));

        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).contains("\"fault\":\"SERVER_ERROR\"").contains("\"status\":500");
        assertThat(endpoint.calls()).extracting(Call::status).containsExactly(200, 500);
    }

    private HttpResponse<String> ask(String text) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(at("/v1/chat/completions"))
                .POST(HttpRequest.BodyPublishers.ofString(QUESTION.formatted(text)))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private URI at(String path) {
        return URI.create(endpoint.baseUrl()).resolve(path);
    }
}
