package io.autolabeler.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.http.RequestMethod.DELETE;
import static com.github.tomakehurst.wiremock.http.RequestMethod.POST;
import static io.autolabeler.cli.PlayedGateway.API;
import static io.autolabeler.cli.PlayedGateway.DATASET;
import static io.autolabeler.cli.PlayedGateway.PROJECT;
import static io.autolabeler.cli.PlayedGateway.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerbsTest {
    @RegisterExtension
    final PlayedGateway gateway = new PlayedGateway();

    @TempDir
    Path folder;

    @Test
    void helpGroupsTheVerbs() {
        PlayedGateway.Ended ended = gateway.run("--help");

        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .containsSubsequence("Label:", "label ", "plan ", "runs ", "Judge:", "evaluate", "Keep:", "Operate:");
    }

    @Test
    void plansWithoutKeepingAnything() throws IOException {
        Path input = Files.writeString(folder.resolve("in.csv"), "text\nhello\n");
        gateway.playsLabeling("\"columns\":[\"text\"]", "\"state\":\"COMPLETED\"", "");
        gateway.stub(
                post(urlPathEqualTo(API + "/runs:plan"))
                        .willReturn(
                                okJson(
                                        "{\"itemCount\":1,\"cost\":{\"estimated\":0.001234},\"promptPreview\":\"Say a or b\",\"annotator\":{\"model\":\"m\"}}")));

        PlayedGateway.Ended ended = gateway.run("plan", "--input=" + input, "--labels=a,b", "--model=m");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("$0.001234 estimated", "Say a or b");
        assertThat(gateway.requests(POST, "/runs")).isEmpty();
        assertThat(gateway.requests(DELETE, "/datasets/" + DATASET)).hasSize(1);
        assertThat(gateway.requests(DELETE, "/projects/" + PROJECT)).hasSize(1);
    }

    @Test
    void neverPrintsAnUnknownCostAsZero() throws IOException {
        String unpriced = "\"cost\":{\"unpriced\":true}";
        Path input = Files.writeString(folder.resolve("in.csv"), "text\nhello\n");
        gateway.playsLabeling("\"columns\":[\"text\"]", "\"state\":\"COMPLETED\"," + unpriced, "");
        gateway.stub(post(urlPathEqualTo(API + "/runs:plan")).willReturn(okJson("{\"itemCount\":1," + unpriced + "}")));
        gateway.stub(get(urlPathEqualTo(API + "/runs"))
                .willReturn(okJson("{\"runs\":[" + PlayedGateway.runJson("\"state\":\"RUNNING\"," + unpriced) + "]}")));

        assertThat(gateway.run("plan", "--input=" + input, "--labels=a,b", "--model=m")
                        .out())
                .contains("no price known")
                .doesNotContain("$");
        assertThat(gateway.run("runs", "list").out()).contains("no price known").doesNotContain("$");
        assertThat(gateway.run("runs", "show", RUN).out())
                .contains("no price known")
                .doesNotContain("$");
    }

    @Test
    void listsRunsOfAProjectOverAllPages() {
        playsProject();
        gateway.stub(get(urlPathEqualTo(API + "/runs"))
                .withQueryParam("projectId", equalTo(PROJECT))
                .willReturn(okJson("{\"runs\":[" + PlayedGateway.runJson("\"state\":\"RUNNING\"")
                        + "],\"nextPageToken\":\"t 2\"}")));
        gateway.stub(get(urlPathEqualTo(API + "/runs"))
                .withQueryParam("pageToken", equalTo("t 2"))
                .willReturn(okJson("{\"runs\":[" + PlayedGateway.runJson("\"state\":\"COMPLETED\"") + "]}")));

        PlayedGateway.Ended ended = gateway.run("runs", "list", "--project=mine");

        assertThat(ended.out()).contains("RUNNING", "COMPLETED");
        assertThat(JsonParser.parseString(gateway.run("runs", "list", "--project=mine", "--json")
                                .out())
                        .getAsJsonObject()
                        .getAsJsonArray("runs"))
                .hasSize(2);
    }

    @Test
    void showsARun() throws IOException {
        gateway.playsRun(
                "\"state\":\"PAUSED\",\"stateReason\":\"BY_USER\",\"counts\":{\"total\":5,\"done\":2},\"etaSeconds\":3",
                "");
        Path file = folder.resolve("run.json");

        assertThat(gateway.run("runs", "show", RUN).out()).contains("PAUSED: BY_USER", "2 of 5 done", "about 3 s");
        assertThat(gateway.run("runs", "show", RUN, "--json", "--output=" + file)
                        .out())
                .isEmpty();
        assertThat(Files.readString(file)).contains("\"state\": \"PAUSED\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "cancel", "retry-failed", "resume"})
    void steersARun(String step) {
        gateway.stub(post(urlPathEqualTo(API + "/runs/" + RUN + ":" + step))
                .willReturn(okJson(PlayedGateway.runJson("\"state\":\"RUNNING\""))));

        PlayedGateway.Ended ended = gateway.run("runs", step, RUN);

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("RUNNING");
    }

    @Test
    void aStepThatTheStateDoesNotAllowIsOneLine() {
        gateway.stub(post(urlPathEqualTo(API + "/runs/" + RUN + ":pause"))
                .willReturn(aResponse()
                        .withStatus(409)
                        .withBody("{\"code\":\"FAILED_PRECONDITION\",\"detail\":\"the run is COMPLETED\"}")));

        PlayedGateway.Ended ended = gateway.run("runs", "pause", RUN);

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).isEqualTo("error: the run is COMPLETED\n");
    }

    @Test
    void exportsARun() {
        gateway.playsRun("\"state\":\"COMPLETED\"", "text,label\nx,a\n");
        Path out = folder.resolve("o.tsv");

        assertThat(gateway.run("runs", "export", RUN, "--output=" + out).code()).isZero();

        assertThat(out).content().isEqualTo("text,label\nx,a\n");
        assertThat(gateway.requests(com.github.tomakehurst.wiremock.http.RequestMethod.GET, "/runs/.*/export")
                        .getFirst()
                        .getUrl())
                .endsWith("format=tsv");
    }

    @Test
    void listsShowsAndCreatesProjects() throws IOException {
        playsProject();
        gateway.stub(post(urlPathEqualTo(API + "/projects"))
                .willReturn(aResponse().withStatus(201).withBody(PlayedGateway.project("new", "a", "b"))));
        Path schema = Files.writeString(
                folder.resolve("s.json"),
                "{\"kind\":\"sentiment\",\"labels\":[{\"name\":\"yes\",\"description\":\"good\"},\"no\"]}");

        assertThat(gateway.run("projects", "list").out()).contains("mine", "classification");
        assertThat(gateway.run("projects", "show", "mine").out()).contains(PROJECT);
        assertThat(gateway.run("projects", "show", "ghost").err()).isEqualTo("error: no such project: ghost\n");
        assertThat(gateway.run("projects", "create", "--project=new", "--schema=" + schema, "--model=m")
                        .code())
                .isZero();

        assertThat(JsonParser.parseString(
                        gateway.requests(POST, "/projects").getFirst().getBodyAsString()))
                .isEqualTo(JsonParser.parseString("""
                        {"name":"new","kind":"SENTIMENT","model":"m",
                         "labels":[{"name":"yes","description":"good"},{"name":"no"}]}"""));
    }

    @Test
    void deletesAProjectOnlyWhenAPersonSaysSo() {
        playsProject();
        gateway.stub(delete(urlPathEqualTo(API + "/projects/" + PROJECT))
                .willReturn(aResponse().withStatus(204)));

        assertThat(gateway.run("projects", "delete", "mine").code()).isEqualTo(2);
        assertThat(gateway.run("n\n", true, "projects", "delete", "mine").code())
                .isEqualTo(1);
        assertThat(gateway.requests(DELETE, ".*")).isEmpty();
        assertThat(gateway.run("y\n", true, "projects", "delete", "mine").code())
                .isZero();
        assertThat(gateway.run("projects", "delete", "mine", "--yes").code()).isZero();
        assertThat(gateway.requests(DELETE, "/projects/" + PROJECT)).hasSize(2);
    }

    @Test
    void importsListsAndDeletesDatasets() throws IOException {
        playsProject();
        String ready = PlayedGateway.dataset("\"state\":\"READY\",\"itemCount\":1,\"columns\":[\"text\"]");
        gateway.stub(post(urlPathEqualTo(API + "/datasets")).willReturn(okJson(ready)));
        gateway.stub(
                post(urlPathEqualTo(API + "/datasets/" + DATASET + "/items")).willReturn(okJson(ready)));
        gateway.stub(get(urlPathEqualTo(API + "/datasets/" + DATASET)).willReturn(okJson(ready)));
        gateway.stub(get(urlPathEqualTo(API + "/datasets")).willReturn(okJson("{\"datasets\":[" + ready + "]}")));
        gateway.stub(delete(urlPathEqualTo(API + "/datasets/" + DATASET))
                .willReturn(aResponse().withStatus(204)));
        Path input = Files.writeString(folder.resolve("in.tsv"), "body\nhello\n");

        assertThat(gateway.run("datasets", "import", input.toString(), "--project=mine")
                        .out())
                .contains("READY");
        assertThat(gateway.requests(POST, "/datasets").getFirst().getBodyAsString())
                .contains("\"format\":\"TSV\"", "\"textColumn\":\"body\"");
        assertThat(gateway.run("datasets", "list").out()).contains(DATASET);
        assertThat(gateway.run("datasets", "show", DATASET).out()).contains("1, 0 rows rejected");
        assertThat(gateway.run("datasets", "delete", DATASET, "--yes").code()).isZero();
        assertThat(gateway.requests(DELETE, "/datasets/.*")).hasSize(1);
    }

    @Test
    void makesListsAndDeletesKeys() {
        playsProject();
        gateway.stub(post(urlPathEqualTo(API + "/keys"))
                .willReturn(aResponse().withStatus(201).withBody("{\"id\":\"k1\",\"key\":\"al_secret\"}")));
        gateway.stub(
                get(urlPathEqualTo(API + "/keys"))
                        .willReturn(
                                okJson(
                                        "{\"keys\":[{\"id\":\"k1\",\"name\":\"ci\",\"role\":\"EDITOR\",\"prefix\":\"al_se\",\"expireTime\":\"2030-01-01T00:00:00Z\"}]}")));
        gateway.stub(
                delete(urlPathEqualTo(API + "/keys/k1")).willReturn(aResponse().withStatus(204)));

        assertThat(gateway.run("keys", "create", "--name=ci", "--role=editor", "--project=mine", "--expires-in=3")
                        .out())
                .isEqualTo("al_secret\n");
        JsonObject wish = JsonParser.parseString(
                        gateway.requests(POST, "/keys").getFirst().getBodyAsString())
                .getAsJsonObject();
        assertThat(wish.get("role").getAsString()).isEqualTo("EDITOR");
        assertThat(wish.getAsJsonArray("projectIds").get(0).getAsString()).isEqualTo(PROJECT);
        assertThat(wish.get("expireTime").getAsString()).endsWith("Z");
        assertThat(gateway.run("keys", "list").out()).contains("editor", "2030-01-01T00:00:00Z", "all");
        assertThat(gateway.run("keys", "delete", "k1", "--yes").code()).isZero();
        assertThat(gateway.run("keys", "create", "--name=x", "--role=king").err())
                .contains("--role must be viewer, annotator, editor or admin, got king");
    }

    @Test
    void aRefusedKeyIsOneLine() {
        gateway.stub(get(urlPathEqualTo(API + "/keys"))
                .willReturn(aResponse()
                        .withStatus(403)
                        .withBody(
                                "{\"code\":\"PERMISSION_DENIED\",\"detail\":\"listing keys needs the role admin\"}")));

        PlayedGateway.Ended ended = gateway.run("keys", "list");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).isEqualTo("error: listing keys needs the role admin\n");
    }

    @Test
    void triesAgainWhenAServiceIsAway() {
        gateway.stub(get(urlPathEqualTo(API + "/projects"))
                .inScenario("away")
                .whenScenarioStateIs("Started")
                .willReturn(aResponse().withStatus(503).withHeader("Retry-After", "0"))
                .willSetStateTo("back"));
        gateway.stub(get(urlPathEqualTo(API + "/projects"))
                .inScenario("away")
                .whenScenarioStateIs("back")
                .willReturn(okJson("{\"projects\":[]}")));

        assertThat(gateway.run("projects", "list").out()).isEqualTo("no projects yet\n");
    }

    @Test
    void printsCompletion() {
        PlayedGateway.Ended ended = gateway.run("completion", "bash");

        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .contains("complete -F _complete_autolabeler", "retry-failed", "--auto-accept-threshold");
        assertThat(gateway.run("completion", "fish").code()).isEqualTo(2);
    }

    private void playsProject() {
        gateway.stub(get(urlPathEqualTo(API + "/projects"))
                .willReturn(okJson("{\"projects\":[" + PlayedGateway.project("mine", "a", "b") + "]}")));
    }
}
