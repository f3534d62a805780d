package io.autolabeler.gateway.progress;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.autolabeler.gateway.testing.Api;
import io.autolabeler.gateway.testing.GatewayTest;
import io.autolabeler.labeling.v1.Counts;
import io.autolabeler.labeling.v1.Run;
import io.autolabeler.labeling.v1.RunServiceGrpc;
import io.autolabeler.platform.errors.ErrorStatus;
import io.autolabeler.platform.errors.ServiceException;
import io.quarkus.test.junit.QuarkusTest;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RunEventsTest extends GatewayTest {
    private static final String ID = "01900000-0000-7000-8000-000000000001";

    private final AtomicReference<Run> run = new AtomicReference<>(run(Run.State.RUNNING, 0));

    @BeforeEach
    void playARun() {
        services.answer(RunServiceGrpc.getGetRunMethod(), request -> run.get());
    }

    @Test
    void tellsTheRunNowAtEachChangeAndItsEnd() {
        String key = Api.key("{\"name\":\"viewer\",\"role\":\"VIEWER\"}");
        List<String> lines = listen(key);

        await().atMost(ofSeconds(30)).until(() -> lines.stream().anyMatch(line -> line.contains("\"done\":0")));
        run.set(run(Run.State.RUNNING, 5));
        await().atMost(ofSeconds(30)).until(() -> lines.stream().anyMatch(line -> line.contains("\"done\":5")));
        run.set(run(Run.State.COMPLETED, 9));
        await().atMost(ofSeconds(30)).until(() -> lines.stream().anyMatch(line -> line.startsWith("event:end")));

        assertThat(lines.stream().filter(line -> line.startsWith("event:run"))).hasSize(3);
        assertThat(lines).anyMatch(line -> line.contains("\"state\":\"COMPLETED\"") && line.contains("\"done\":9"));
    }

    @Test
    void endsAtOnceForARunThatIsOver() {
        run.set(run(Run.State.FAILED, 3));

        List<String> lines = listen(Api.key("{\"name\":\"viewer\",\"role\":\"VIEWER\"}"));

        await().atMost(ofSeconds(30)).until(() -> lines.stream().anyMatch(line -> line.startsWith("event:end")));
    }

    @Test
    void asksOnceForAllWhoFollowAndNotAtAllForNobody() throws Exception {
        String key = Api.key("{\"name\":\"viewer\",\"role\":\"VIEWER\"}");
        try (HttpClient first = HttpClient.newHttpClient();
                HttpClient second = HttpClient.newHttpClient()) {
            for (HttpClient client : List.of(first, second)) {
                open(client, key);
            }
            int before = asked();
            long start = System.nanoTime();
            await().atMost(ofSeconds(30)).until(() -> asked() - before >= 6);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(2_400));
            first.shutdownNow();
            second.shutdownNow();
        }
        AtomicInteger last = new AtomicInteger(-1);
        await().pollInterval(ofMillis(700))
                .during(ofSeconds(2))
                .atMost(ofSeconds(30))
                .until(() -> last.getAndSet(asked()) == asked());
    }

    @Test
    void goesOnWhenTheServiceComesBack() {
        List<String> lines = listen(Api.key("{\"name\":\"viewer\",\"role\":\"VIEWER\"}"));
        await().atMost(ofSeconds(30)).until(() -> lines.stream().anyMatch(line -> line.contains("\"done\":0")));

        services.stop();
        run.set(run(Run.State.COMPLETED, 9));
        services.start();

        await().atMost(ofSeconds(30)).until(() -> lines.stream().anyMatch(line -> line.startsWith("event:end")));
    }

    @Test
    void tellsAProblemBeforeTheStreamBegins() {
        services.answer(RunServiceGrpc.getGetRunMethod(), request -> {
            throw ErrorStatus.of(ServiceException.notFound("run", request.getRunId()));
        });

        Api.as("VIEWER")
                .get("/runs/" + ID + "/events")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("NOT_FOUND"));
        Api.nobody().get("/runs/" + ID + "/events").then().statusCode(401);
    }

    private int asked() {
        return services.calls(RunServiceGrpc.getGetRunMethod()).size();
    }

    private List<String> listen(String key) {
        List<String> lines = new CopyOnWriteArrayList<>();
        Thread.startVirtualThread(() -> {
            try (HttpClient client = HttpClient.newHttpClient()) {
                HttpResponse<Stream<String>> response = client.send(request(key), BodyHandlers.ofLines());
                response.body().forEach(lines::add);
            } catch (Exception e) {
                lines.add("fault: " + e);
            }
        });
        return lines;
    }

    private HttpResponse<InputStream> open(HttpClient client, String key) throws Exception {
        return client.send(request(key), BodyHandlers.ofInputStream());
    }

    private HttpRequest request(String key) {
        return HttpRequest.newBuilder(address())
                .header("Authorization", "Bearer " + key)
                .build();
    }

    private static Run run(Run.State state, int done) {
        return Run.newBuilder()
                .setId(ID)
                .setState(state)
                .setCounts(Counts.newBuilder().setTotal(9).setDone(done))
                .build();
    }

    private static URI address() {
        return Api.address("/runs/" + ID + "/events");
    }
}
