package io.autolabeler.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okForContentType;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.autolabeler.cli.shell.Shell;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real HTTP server that plays the gateway, and the command run against it. */
final class PlayedGateway implements BeforeEachCallback, AfterEachCallback {
    static final String API = "/api/v1";
    static final String PROJECT = "11111111-1111-4111-8111-111111111111";
    static final String DATASET = "22222222-2222-4222-8222-222222222222";
    static final String RUN = "33333333-3333-4333-8333-333333333333";

    static final String REPORT = "44444444-4444-4444-8444-444444444444";

    /** What the command printed and ended with. */
    record Ended(int code, String out, String err) {}

    private final WireMockServer server = new WireMockServer(wireMockConfig().dynamicPort());
    private final Map<String, String> environment = new HashMap<>();

    @Override
    public void beforeEach(ExtensionContext context) {
        server.start();
        environment.put("AUTOLABELER_ADDRESS", server.baseUrl());
        environment.put("AUTOLABELER_API_KEY", "al_test");
        environment.put("AUTOLABELER_HOME", "/nonexistent");
        server.stubFor(any(anyUrl()).atPriority(10).willReturn(aResponse().withStatus(500)));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        server.stop();
    }

    /** Plays a whole run: no project yet, one dataset, a run that completes, an export. */
    void playsLabeling(String datasetFields, String runFields, String export) {
        stub(get(urlPathEqualTo(API + "/projects")).willReturn(okJson("{\"projects\":[]}")));
        stub(post(urlPathEqualTo(API + "/projects"))
                .willReturn(aResponse().withStatus(201).withBody(project("p", "a", "b"))));
        stub(post(urlPathEqualTo(API + "/datasets"))
                .willReturn(aResponse().withStatus(201).withBody(dataset("\"state\":\"IMPORTING\""))));
        stub(post(urlPathMatching(API + "/datasets/[^/]+/items"))
                .willReturn(okJson(dataset("\"state\":\"READY\"," + datasetFields))));
        stub(delete(urlPathMatching(API + "/(datasets|projects)/.*"))
                .willReturn(aResponse().withStatus(204)));
        stub(post(urlPathEqualTo(API + "/runs"))
                .willReturn(aResponse().withStatus(202).withBody(runJson("\"state\":\"PREPARING\""))));
        playsRun(runFields, export);
    }

    /** Plays a run that is as its fields say, from its first event on. */
    void playsRun(String runFields, String export) {
        String run = runJson(runFields);
        stub(get(urlPathEqualTo(API + "/runs/" + RUN)).willReturn(okJson(run)));
        stub(get(urlPathEqualTo(API + "/runs/" + RUN + "/events"))
                .willReturn(okForContentType(
                        "text/event-stream", "event: run\ndata: " + run + "\n\nevent: end\ndata: {}\n\n")));
        stub(get(urlPathEqualTo(API + "/runs/" + RUN + "/export")).willReturn(okForContentType("text/csv", export)));
    }

    /** Plays the judging of a file that is sent to the path: a report that is as its fields say from the first. */
    void playsReport(String path, String fields) {
        stub(post(urlPathEqualTo(API + path))
                .willReturn(aResponse().withStatus(202).withBody(reportJson(fields))));
        stub(get(urlPathEqualTo(API + "/reports/" + REPORT)).willReturn(okJson(reportJson(fields))));
        stub(delete(urlPathEqualTo(API + "/reports/" + REPORT))
                .willReturn(aResponse().withStatus(204)));
    }

    /** Plays the rows that came out of the report. */
    void playsRows(String rows) {
        stub(get(urlPathEqualTo(API + "/reports/" + REPORT + "/output"))
                .willReturn(okForContentType("text/csv", rows)));
    }

    /** Plays the answer to a POST. */
    void plays(String path, String json) {
        stub(post(urlPathEqualTo(API + path)).willReturn(okJson(json)));
    }

    void stub(MappingBuilder mapping) {
        server.stubFor(mapping);
    }

    void environment(String name, String value) {
        environment.put(name, value);
    }

    String address() {
        return server.baseUrl();
    }

    /** Runs the command as a program would, without a terminal. */
    Ended run(String... arguments) {
        return run("", false, arguments);
    }

    /** Runs the command with a person, or a file, at its standard input. */
    Ended run(String input, boolean asks, String... arguments) {
        return run(input.getBytes(StandardCharsets.UTF_8), asks, arguments);
    }

    Ended run(byte[] input, boolean asks, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Shell shell = new Shell(
                new ByteArrayInputStream(input),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new Shell.Terminal(asks, false),
                environment);
        int code = Main.run(shell, arguments);
        return new Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The requests that came, oldest first. */
    List<LoggedRequest> requests(RequestMethod method, String path) {
        return server.getAllServeEvents().reversed().stream()
                .map(event -> LoggedRequest.createFrom(event.getRequest()))
                .filter(request -> request.getMethod().equals(method))
                .filter(request -> request.getUrl().replaceAll("\\?.*", "").matches(API + path))
                .toList();
    }

    int requestCount() {
        return server.getAllServeEvents().size();
    }

    static String project(String name, String... labels) {
        String list = List.of(labels).stream()
                .map("{\"name\":\"%s\",\"description\":\"\"}"::formatted)
                .reduce((a, b) -> a + "," + b)
                .orElse("");
        return """
                {"id":"%s","name":"%s","kind":"CLASSIFICATION","labels":[%s],"schemaVersion":1,"guidelines":""}""".formatted(PROJECT, name, list);
    }

    static String dataset(String fields) {
        return "{\"id\":\"%s\",\"projectId\":\"%s\",\"name\":\"in.csv\",%s}".formatted(DATASET, PROJECT, fields);
    }

    static String runJson(String fields) {
        return "{\"id\":\"%s\",\"projectId\":\"%s\",\"datasetId\":\"%s\",\"newField\":1,%s}"
                .formatted(RUN, PROJECT, DATASET, fields);
    }

    static String reportJson(String fields) {
        return "{\"id\":\"%s\",\"newField\":1,%s}".formatted(REPORT, fields);
    }

    static String problem(int status, String detail, String field, String message) {
        return """
                {"type":"urn:autolabeler:problem:x","title":"t","status":%d,"code":"X","detail":"%s",
                 "errors":[{"field":"%s","message":"%s"}]}""".formatted(status, detail, field, message);
    }
}
