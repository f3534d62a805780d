package io.autolabeler.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.autolabeler.labeling.v1.Dataset;
import io.autolabeler.labeling.v1.FileFormat;
import io.autolabeler.labeling.v1.ListItemsResponse;
import io.autolabeler.labeling.v1.ListRejectedRowsResponse;
import io.autolabeler.labeling.v1.Project;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Contents that cannot be labeled, at the doors that take texts: a clear answer, and the good rest is kept. */
@SystemTest
@SuppressWarnings("NullAway.Init") // Made before the tests.
class BadInputTest {
    private static final String LONG = "ä".repeat(5_000_000 / 2);

    private final Api api;
    private Project project;

    BadInputTest(RunningSystem system) {
        this.api = system.api();
    }

    @BeforeEach
    void makeAProject() {
        project = api.project("spam", "ham");
    }

    @Test
    void rejectsARowOfFiveMegabytesAndTakesTheRest() {
        Dataset dataset = empty(FileFormat.Value.JSONL);
        String file = "{\"text\":\"first\"}\n{\"text\":\"" + LONG + "\"}\n{\"text\":\"third\"}\n";

        Dataset taken = Api.read(
                upload(dataset, "application/jsonl", file.getBytes(StandardCharsets.UTF_8)),
                Dataset.getDefaultInstance());

        assertThat(taken.getState()).isEqualTo(Dataset.State.READY);
        assertThat(taken.getItemCount()).isEqualTo(2);
        var rejected = api.get(
                "/datasets/" + dataset.getId() + "/rejected-rows", ListRejectedRowsResponse.getDefaultInstance());
        assertThat(rejected.getRejectedRowsList()).singleElement().satisfies(row -> {
            assertThat(row.getLine()).isEqualTo(2);
            assertThat(row.getReason()).isEqualTo("the row is larger than 4 MiB");
        });
        assertThat(api.get("/datasets/" + dataset.getId() + "/items", ListItemsResponse.getDefaultInstance())
                        .getItemsList())
                .extracting(item -> item.getText())
                .containsExactly("first", "third");
    }

    @Test
    void refusesToLabelATextOfFiveMegabytes() {
        JsonArray texts = new JsonArray();
        texts.add(LONG);
        JsonObject request = new JsonObject();
        request.addProperty("projectId", project.getId());
        request.add("texts", texts);

        expect(api.post("/label", request.toString()), 400, "INVALID_ARGUMENT", "texts[0]");
    }

    @Test
    void refusesAFileThatIsNotUtf8() {
        Dataset dataset = empty(FileFormat.Value.CSV);

        var response = upload(dataset, "text/csv", "text\ncaf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

        expect(response, 400, "INVALID_ARGUMENT", "UTF-8");
        isStillEmpty(dataset);
    }

    @Test
    void refusesAFileWithoutAByte() {
        Dataset dataset = empty(FileFormat.Value.CSV);

        expect(upload(dataset, "text/csv", new byte[0]), 400, "INVALID_ARGUMENT", "empty");
        isStillEmpty(dataset);
    }

    @Test
    void refusesAFileWithoutAGoodRow() {
        Dataset dataset = empty(FileFormat.Value.JSONL);

        var response = upload(dataset, "application/jsonl", "{\"text\":\n[1]\n".getBytes(StandardCharsets.UTF_8));

        expect(response, 400, "INVALID_ARGUMENT", "none of the file's 2 rows can be read; line 1");
        assertThat(dataset(dataset).getState()).isEqualTo(Dataset.State.IMPORTING);
    }

    @Test
    void namesAProjectThatIsNotThere() {
        String nobody = UUID.randomUUID().toString();

        expect(api.get("/projects/" + nobody), 404, "NOT_FOUND", nobody);
        expect(
                api.post("/datasets", "{\"projectId\":\"%s\",\"name\":\"d\",\"format\":\"CSV\"}".formatted(nobody)),
                404,
                "NOT_FOUND",
                nobody);
        expect(
                api.post("/label", "{\"projectId\":\"%s\",\"texts\":[\"a\"]}".formatted(nobody)),
                404,
                "NOT_FOUND",
                nobody);
    }

    private Dataset empty(FileFormat.Value format) {
        Dataset.Builder dataset = Dataset.newBuilder()
                .setProjectId(project.getId())
                .setName("bad")
                .setFormat(format);
        return api.post("/datasets", dataset, Dataset.getDefaultInstance());
    }

    private HttpResponse<String> upload(Dataset dataset, String type, byte[] file) {
        return api.fromRoot(
                "POST", "/api/v1/datasets/" + dataset.getId() + "/items", file, Map.of("Content-Type", type));
    }

    private Dataset dataset(Dataset dataset) {
        return api.get("/datasets/" + dataset.getId(), Dataset.getDefaultInstance());
    }

    private void isStillEmpty(Dataset dataset) {
        assertThat(dataset(dataset)).isEqualTo(dataset);
    }

    private static void expect(HttpResponse<String> response, int status, String code, String mentioned) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonObject problem = JsonParser.parseString(response.body()).getAsJsonObject();
        assertThat(problem.get("code").getAsString()).isEqualTo(code);
        assertThat(response.body()).contains(mentioned);
    }
}
