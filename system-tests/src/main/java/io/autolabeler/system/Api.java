package io.autolabeler.system;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import io.autolabeler.common.v1.Label;
import io.autolabeler.common.v1.Routing;
import io.autolabeler.common.v1.TaskKind;
import io.autolabeler.gateway.v1.ApiKey;
import io.autolabeler.gateway.v1.Role;
import io.autolabeler.labeling.v1.Annotation;
import io.autolabeler.labeling.v1.Dataset;
import io.autolabeler.labeling.v1.FileFormat;
import io.autolabeler.labeling.v1.ListAnnotationsResponse;
import io.autolabeler.labeling.v1.Project;
import io.autolabeler.labeling.v1.Run;
import io.autolabeler.quality.v1.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The REST interface as a client with one key sees it.
 *
 * @param address where the gateway listens
 * @param key API key; empty: none is sent
 */
public record Api(String address, String key) {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** The answer to any request; the path begins after {@code /api/v1}. */
    public HttpResponse<String> send(String method, String path, String body, Map<String, String> headers) {
        return fromRoot(method, "/api/v1" + path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** The answer to any request; the path begins at the gateway's root, an empty body is none. */
    public HttpResponse<String> fromRoot(String method, String path, byte[] body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(LIMIT)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        headers.forEach(request::header);
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The same address with another key. */
    public Api with(String otherKey) {
        return new Api(address, otherKey);
    }

    /** The same address with a new key of this role for these projects; none: for all. */
    public Api as(Role.Value role, String... projects) {
        ApiKey wanted = ApiKey.newBuilder()
                .setName(role + " of a test")
                .setRole(role)
                .addAllProjectIds(List.of(projects))
                .build();
        return with(post("/keys", wanted, ApiKey.getDefaultInstance()).getKey());
    }

    /** The answer to a GET. */
    public HttpResponse<String> get(String path) {
        return send("GET", path, "", Map.of());
    }

    /** The answer to a POST of JSON. */
    public HttpResponse<String> post(String path, String json) {
        return send("POST", path, json, Map.of("Content-Type", "application/json"));
    }

    /** The message that a GET answers with. */
    public <T extends Message> T get(String path, T type) {
        return read(get(path), type);
    }

    /** The message that a POST of a message answers with. */
    public <T extends Message> T post(String path, MessageOrBuilder body, T type) {
        return read(post(path, json(body)), type);
    }

    /** The report that was begun on a csv file. */
    public Report file(String path, String csv) {
        return read(send("POST", path, csv, Map.of("Content-Type", "text/csv")), Report.getDefaultInstance());
    }

    /** The report as it is now. */
    public Report report(String id) {
        return get("/reports/" + id, Report.getDefaultInstance());
    }

    /** The message in an answer; fails for any answer that is no success. */
    @SuppressWarnings("unchecked")
    public static <T extends Message> T read(HttpResponse<String> response, T type) {
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        try {
            Message.Builder builder = type.newBuilderForType();
            JsonFormat.parser().merge(response.body(), builder);
            return (T) builder.build();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(response.body(), e);
        }
    }

    /** The message as REST has it. */
    public static String json(MessageOrBuilder message) {
        try {
            return JsonFormat.printer().print(message);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new project with routing switched on. */
    public Project project(String... labels) {
        Project.Builder project = Project.newBuilder()
                .setName("test " + UUID.randomUUID())
                .setKind(TaskKind.Value.CLASSIFICATION)
                .setRouting(Routing.newBuilder().setEnabled(true));
        List.of(labels).forEach(each -> project.addLabels(Label.newBuilder().setName(each)));
        return post("/projects", project, Project.getDefaultInstance());
    }

    /** A dataset from the text of a CSV file; with a column {@code label}, that is the gold column. */
    public Dataset dataset(Project project, String csv) {
        String header = csv.substring(0, csv.indexOf('\n'));
        Dataset dataset = post(
                "/datasets",
                Dataset.newBuilder()
                        .setProjectId(project.getId())
                        .setName("test")
                        .setFormat(FileFormat.Value.CSV)
                        .setTextColumn("text")
                        .setLabelColumn(List.of(header.split(",")).contains("label") ? "label" : ""),
                Dataset.getDefaultInstance());
        return read(
                send("POST", "/datasets/" + dataset.getId() + "/items", csv, Map.of("Content-Type", "text/csv")),
                Dataset.getDefaultInstance());
    }

    /** The run as it was accepted. */
    public Run start(Run.Builder run) {
        return post("/runs", run, Run.getDefaultInstance());
    }

    /** The run as it is now. */
    public Run run(String id) {
        return get("/runs/" + id, Run.getDefaultInstance());
    }

    /** All annotations of a run. */
    public List<Annotation> annotations(String run) {
        List<Annotation> all = new ArrayList<>();
        String token = "";
        do {
            var page = get(
                    "/runs/" + run + "/annotations?pageSize=500&pageToken=" + token,
                    ListAnnotationsResponse.getDefaultInstance());
            all.addAll(page.getAnnotationsList());
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        return all;
    }
}
