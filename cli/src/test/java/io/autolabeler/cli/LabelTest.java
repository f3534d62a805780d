package io.autolabeler.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okForContentType;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.http.RequestMethod.DELETE;
import static com.github.tomakehurst.wiremock.http.RequestMethod.GET;
import static com.github.tomakehurst.wiremock.http.RequestMethod.POST;
import static io.autolabeler.cli.PlayedGateway.API;
import static io.autolabeler.cli.PlayedGateway.DATASET;
import static io.autolabeler.cli.PlayedGateway.PROJECT;
import static io.autolabeler.cli.PlayedGateway.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class LabelTest {
    private static final String ITEMS = "text,gold\nhello,a\nbye,b\n";
    private static final String EXPORT = """
            text,gold,label,confidence,raw_confidence,route,error_code,cost_usd,model,prompt_version,run_id
            hello,a,a,0.9,0.9,AUTO_ACCEPT,,0,embedded,x,r
            bye,b,a,0.6,0.6,HUMAN_REVIEW,,0,embedded,x,r
            """;
    private static final String COMPLETED = """
            "state":"COMPLETED","counts":{"total":2,"done":2,"autoAccept":1,"humanReview":1},\
            "cost":{"actual":0.25},"annotator":{"model":"embedded","promptVersion":"head-1:x"},"notes":["few examples"]""";
    private static final String GOLD = "\"columns\":[\"text\",\"gold\"],\"labelColumn\":\"gold\",\"itemCount\":2";

    @RegisterExtension
    final PlayedGateway gateway = new PlayedGateway();

    @TempDir
    Path folder;

    private Path input;
    private Path output;

    @BeforeEach
    void writeInput() throws IOException {
        input = Files.writeString(folder.resolve("in.csv"), ITEMS);
        output = folder.resolve("out.csv");
    }

    @Test
    void labelsAFileFromEndToEnd() throws IOException {
        gateway.playsLabeling(GOLD, COMPLETED, EXPORT);

        PlayedGateway.Ended ended = label("--labels=a,b", "--label-column=gold");

        assertThat(ended.err()).contains("100 %: 2 of 2 done");
        assertThat(ended.code()).isZero();
        assertThat(output).content().isEqualTo(EXPORT);
        assertThat(ended.out())
                .contains(
                        "accuracy  0.5000 (1 of 2 as in column gold)",
                        "$0.25",
                        RUN,
                        "few examples",
                        "embedded head-1:x");
        assertThat(folder.resolve("out.csv.rejected.csv")).doesNotExist();
        assertThat(folder.toFile().list()).hasSize(2);
    }

    @Test
    void saysThatTheCostOfAModelWithoutAPriceIsNotKnown() {
        gateway.playsLabeling(GOLD, COMPLETED.replace("\"actual\":0.25", "\"unpriced\":true"), EXPORT);

        PlayedGateway.Ended ended = label("--labels=a,b", "--model=m");

        assertThat(ended.out()).contains("cost      no price known").doesNotContain("$");
        assertThat(ended.err()).contains("no price known").doesNotContain("$");
    }

    @Test
    void sendsWhatTheContractAsksFor() {
        gateway.playsLabeling(GOLD, COMPLETED, EXPORT);

        label(
                "--labels=a, b",
                "--label-column=gold",
                "--enable-hitl",
                "--auto-accept-threshold=.8",
                "--limit=7",
                "--max-cost=2",
                "--model=m");

        LoggedRequest project = only(POST, "/projects");
        assertThat(project.getHeader("Authorization")).isEqualTo("Bearer al_test");
        assertThat(project.getHeader("Idempotency-Key")).isNotBlank();
        assertThat(json(project).get("name").getAsString()).startsWith("labels-");
        assertThat(json(project).getAsJsonArray("labels").toString()).isEqualTo("[{\"name\":\"a\"},{\"name\":\"b\"}]");
        assertThat(json(only(POST, "/datasets"))).isEqualTo(JsonParser.parseString("""
                        {"projectId":"%s","name":"in.csv","format":"CSV","textColumn":"text","labelColumn":"gold"}""".formatted(PROJECT)));
        LoggedRequest upload = only(POST, "/datasets/.*/items");
        assertThat(upload.getHeader("Content-Type")).isEqualTo("text/csv");
        assertThat(upload.containsHeader("Upload-Offset")).isFalse();
        assertThat(upload.getBodyAsString()).isEqualTo(ITEMS);
        assertThat(json(only(POST, "/runs"))).isEqualTo(JsonParser.parseString("""
                        {"projectId":"%s","datasetId":"%s","model":"m","itemLimit":7,"maxCost":2.0,
                         "routing":{"enabled":true,"autoAcceptThreshold":0.8}}""".formatted(PROJECT, DATASET)));
        assertThat(only(GET, "/runs/.*/export").getUrl()).endsWith("?format=csv");
    }

    @Test
    void printsOneJsonSummary() {
        gateway.playsLabeling(GOLD, COMPLETED, EXPORT);

        PlayedGateway.Ended ended = label("--labels=a,b", "--label-column=gold", "--json", "--quiet");

        JsonObject summary = JsonParser.parseString(ended.out()).getAsJsonObject();
        assertThat(summary.get("runId").getAsString()).isEqualTo(RUN);
        assertThat(summary.get("accuracy").getAsDouble()).isEqualTo(0.5);
        assertThat(summary.getAsJsonObject("counts").get("failed").getAsInt()).isZero();
        assertThat(summary.getAsJsonObject("cost").get("actual").getAsDouble()).isEqualTo(0.25);
        assertThat(summary.get("output").getAsString()).isEqualTo(output.toString());
        assertThat(summary.get("seconds").getAsDouble()).isPositive();
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void failedItemsAndRejectedRowsEndWithThree() {
        gateway.playsLabeling(
                GOLD + ",\"rejectedCount\":1", COMPLETED.replace("\"done\":2", "\"done\":2,\"failed\":1"), EXPORT);
        gateway.stub(get(urlPathEqualTo(API + "/datasets/" + DATASET + "/rejected-rows"))
                .willReturn(okJson(
                        "{\"rejectedRows\":[{\"line\":7,\"reason\":\"3 fields, not 2\"}],\"nextPageToken\":\"\"}")));

        PlayedGateway.Ended ended = label("--labels=a,b");

        assertThat(ended.code()).isEqualTo(3);
        assertThat(folder.resolve("out.csv.rejected.csv"))
                .content()
                .isEqualToNormalizingNewlines("line,reason\n7,\"3 fields, not 2\"\n");
    }

    @Test
    void aReachedBudgetEndsWithFourAndSaysHowToGoOn() {
        gateway.playsLabeling(
                GOLD,
                "\"state\":\"PAUSED\",\"stateReason\":\"BUDGET_EXHAUSTED\",\"counts\":{\"total\":2,\"done\":1}",
                EXPORT);

        PlayedGateway.Ended ended = label("--labels=a,b");

        assertThat(ended.code()).isEqualTo(4);
        assertThat(ended.err()).contains("budget reached", "--resume " + RUN);
    }

    @Test
    void aRefusedUploadIsOneLineAndLeavesNothingBehind() {
        gateway.playsLabeling(GOLD, COMPLETED, EXPORT);
        gateway.stub(post(urlPathEqualTo(API + "/datasets/" + DATASET + "/items"))
                .willReturn(aResponse()
                        .withStatus(400)
                        .withBody(PlayedGateway.problem(400, "no good row", "items", "must have at least one"))));

        PlayedGateway.Ended ended = label("--labels=a,b");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).isEqualTo("error: no good row (items: must have at least one)\n");
        assertThat(gateway.requests(DELETE, "/datasets/" + DATASET)).hasSize(1);
        assertThat(gateway.requests(DELETE, "/projects/" + PROJECT)).hasSize(1);
        assertThat(output).doesNotExist();
    }

    @Test
    void saysWhichColumnsClashAndComparesWithTheRenamedOne() throws IOException {
        Files.writeString(input, "text,label\nhello,a\n");
        gateway.playsLabeling(
                "\"columns\":[\"text\",\"label\"],\"labelColumn\":\"label\"",
                COMPLETED,
                "text,input_label,label\nhello,a,a\n");

        PlayedGateway.Ended ended = label("--labels=a,b", "--label-column=label");

        assertThat(ended.err()).contains("note: column label of " + input + " comes back as input_label");
        assertThat(ended.out()).contains("accuracy  1.0000 (1 of 1");
    }

    @Test
    void readsStandardInputAndItsFormat() {
        gateway.playsLabeling(GOLD, COMPLETED, EXPORT);

        PlayedGateway.Ended ended = gateway.run(
                "{\"text\":\"hello\"}\n", false, "label", "--input=-", "--output=" + output, "--labels=a,b");

        assertThat(ended.code()).isZero();
        assertThat(json(only(POST, "/datasets")).get("format").getAsString()).isEqualTo("JSONL");
        assertThat(only(POST, "/datasets/.*/items").getHeader("Content-Type")).isEqualTo("application/jsonl");
    }

    @Test
    void takesAndGivesGzip() throws IOException {
        gateway.playsLabeling(GOLD, COMPLETED, EXPORT);
        Path zipped = Files.write(folder.resolve("in.csv.gz"), gzip(ITEMS));
        Path out = folder.resolve("out.csv.gz");

        PlayedGateway.Ended ended =
                gateway.run("label", "--input=" + zipped, "--output=" + out, "--labels=a,b", "--label-column=gold");

        assertThat(ended.code()).isZero();
        assertThat(only(POST, "/datasets/.*/items").getHeader("Content-Encoding"))
                .isEqualTo("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(out))).readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(EXPORT);
        assertThat(ended.out()).contains("accuracy  0.5000");
    }

    @Test
    void asksForTheRunWhenItsStreamBreaks() {
        gateway.playsLabeling(GOLD, COMPLETED, EXPORT);
        gateway.stub(get(urlPathEqualTo(API + "/runs/" + RUN + "/events"))
                .willReturn(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)));
        gateway.stub(get(urlPathEqualTo(API + "/runs/" + RUN))
                .inScenario("run")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(okJson(PlayedGateway.runJson("\"state\":\"RUNNING\",\"counts\":{\"total\":2,\"done\":1}")))
                .willSetStateTo("nearly"));
        gateway.stub(get(urlPathEqualTo(API + "/runs/" + RUN))
                .inScenario("run")
                .whenScenarioStateIs("nearly")
                .willReturn(okJson(PlayedGateway.runJson(COMPLETED))));

        PlayedGateway.Ended ended = label("--labels=a,b");

        assertThat(ended.err()).contains("50 %: 1 of 2 done", "100 %: 2 of 2 done");
        assertThat(ended.code()).isZero();
    }

    @Test
    void goesOnWithABrokenUploadWhereTheDatasetIs() {
        gateway.playsLabeling(GOLD, COMPLETED, EXPORT);
        String items = API + "/datasets/" + DATASET + "/items";
        gateway.stub(post(urlPathEqualTo(items))
                .inScenario("upload")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER))
                .willSetStateTo("broken"));
        gateway.stub(get(urlPathEqualTo(API + "/datasets/" + DATASET))
                .willReturn(okJson(PlayedGateway.dataset("\"state\":\"IMPORTING\",\"importedBytes\":10.0"))));
        gateway.stub(post(urlPathEqualTo(items))
                .inScenario("upload")
                .whenScenarioStateIs("broken")
                .willReturn(okJson(PlayedGateway.dataset("\"state\":\"READY\""))));

        assertThat(label("--labels=a,b").code()).isZero();

        LoggedRequest second = gateway.requests(POST, "/datasets/.*/items").getLast();
        assertThat(second.getHeader("Upload-Offset")).isEqualTo("10");
        assertThat(second.getBodyAsString()).isEqualTo(ITEMS.substring(10));
    }

    @Test
    void labelsTwoFilesSideBySideInOneProject() throws IOException {
        gateway.playsLabeling(GOLD, COMPLETED, EXPORT);
        Path second = Files.writeString(folder.resolve("more.csv"), ITEMS);

        PlayedGateway.Ended ended = gateway.run(
                "label", "--input=" + input, "--input=" + second, "--output=" + folder, "--labels=a,b", "--json");

        assertThat(ended.code()).isZero();
        assertThat(folder.resolve("in.labeled.csv")).content().isEqualTo(EXPORT);
        assertThat(folder.resolve("more.labeled.csv")).content().isEqualTo(EXPORT);
        assertThat(JsonParser.parseString(ended.out()).getAsJsonObject().getAsJsonArray("files"))
                .hasSize(2);
        assertThat(gateway.requests(POST, "/projects")).hasSize(1);
        assertThat(gateway.requests(POST, "/runs")).hasSize(2);
    }

    @Test
    void oneBadFileOfTwoDoesNotSinkTheOther() throws IOException {
        gateway.playsLabeling(GOLD, COMPLETED, EXPORT);
        Path second = Files.writeString(folder.resolve("more.tsv"), "text\thello\nx\ty\n");
        gateway.stub(post(urlPathEqualTo(API + "/datasets/" + DATASET + "/items"))
                .withHeader("Content-Type", com.github.tomakehurst.wiremock.client.WireMock.containing("tab"))
                .willReturn(aResponse().withStatus(400).withBody(PlayedGateway.problem(400, "bad", "f", "m"))));

        PlayedGateway.Ended ended =
                gateway.run("label", "--input=" + input, "--input=" + second, "--output=" + folder, "--labels=a,b");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("error: " + second + ": bad (f: m)");
        assertThat(folder.resolve("in.labeled.csv")).exists();
        assertThat(gateway.requests(DELETE, "/projects/.*")).isEmpty();
    }

    @Test
    void sendsExamplesAsADatasetOfTheirOwnOnce() throws IOException {
        gateway.playsLabeling(GOLD, COMPLETED, EXPORT);
        Path examples = Files.writeString(folder.resolve("ex.jsonl"), "{\"text\":\"hi\",\"label\":\"a\"}\n");

        label("--labels=a,b", "--examples=" + examples);

        JsonObject wish = json(gateway.requests(POST, "/datasets").getFirst());
        assertThat(wish.get("labelColumn").getAsString()).isEqualTo("label");
        assertThat(json(only(POST, "/runs")).get("examplesDatasetId").getAsString())
                .isEqualTo(DATASET);

        String name = wish.get("name").getAsString();
        String project = json(only(POST, "/projects")).get("name").getAsString();
        gateway.stub(get(urlPathEqualTo(API + "/projects"))
                .willReturn(okJson("{\"projects\":[" + PlayedGateway.project(project, "a", "b") + "]}")));
        gateway.stub(get(urlPathEqualTo(API + "/datasets"))
                .willReturn(okJson(
                        "{\"datasets\":[{\"id\":\"e1\",\"name\":\"%s\",\"state\":\"READY\",\"textColumn\":\"text\",\"labelColumn\":\"label\"}]}"
                                .formatted(name))));

        assertThat(label("--labels=a,b", "--examples=" + examples).code()).isZero();

        assertThat(gateway.requests(POST, "/projects")).hasSize(1);
        assertThat(gateway.requests(POST, "/datasets")).hasSize(3);
        assertThat(json(gateway.requests(POST, "/runs").getLast())
                        .get("examplesDatasetId")
                        .getAsString())
                .isEqualTo("e1");
    }

    @Test
    void doesNotRelabelAProjectThatHasOtherLabels() {
        gateway.playsLabeling(GOLD, COMPLETED, EXPORT);
        gateway.stub(get(urlPathEqualTo(API + "/projects"))
                .willReturn(okJson("{\"projects\":[" + PlayedGateway.project("mine", "x", "y") + "]}")));

        PlayedGateway.Ended ended = label("--project=mine", "--labels=a,b");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("project mine has other labels or guidelines");
        assertThat(gateway.requests(POST, ".*")).isEmpty();
    }

    @Test
    void anUnknownProjectIsNamed() {
        gateway.playsLabeling(GOLD, COMPLETED, EXPORT);

        PlayedGateway.Ended ended = label("--project=ghost");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).startsWith("error: no such project: ghost");
    }

    @Test
    void asksAboutADearRunAndTakesNoForAnAnswer() {
        gateway.playsLabeling(GOLD, COMPLETED, EXPORT);
        gateway.stub(post(urlPathEqualTo(API + "/runs:plan")).willReturn(okJson("{\"cost\":{\"estimated\":12.3}}")));

        PlayedGateway.Ended no =
                gateway.run("n\n", true, "label", "--input=" + input, "--output=" + output, "--labels=a,b");
        PlayedGateway.Ended yes =
                gateway.run("y\n", true, "label", "--input=" + input, "--output=" + output, "--labels=a,b");

        assertThat(no.code()).isEqualTo(1);
        assertThat(no.err()).contains("is estimated to cost $12.30. Go on?", "nothing was started");
        assertThat(gateway.requests(DELETE, "/datasets/" + DATASET)).hasSize(1);
        assertThat(yes.code()).isZero();
        assertThat(gateway.requests(POST, "/runs")).hasSize(1);
    }

    @Test
    void goesOnWithAPausedRun() {
        gateway.playsLabeling(GOLD, COMPLETED, EXPORT);
        gateway.stub(get(urlPathEqualTo(API + "/runs/" + RUN))
                .inScenario("run")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(
                        okJson(PlayedGateway.runJson("\"state\":\"PAUSED\",\"stateReason\":\"BUDGET_EXHAUSTED\""))));
        gateway.stub(post(urlPathEqualTo(API + "/runs/" + RUN + ":resume"))
                .inScenario("run")
                .willReturn(okJson(PlayedGateway.runJson("\"state\":\"RUNNING\"")))
                .willSetStateTo("resumed"));
        gateway.stub(get(urlPathEqualTo(API + "/runs/" + RUN))
                .inScenario("run")
                .whenScenarioStateIs("resumed")
                .willReturn(okJson(PlayedGateway.runJson(COMPLETED))));
        gateway.stub(get(urlPathEqualTo(API + "/datasets/" + DATASET))
                .willReturn(okJson(PlayedGateway.dataset("\"state\":\"READY\"," + GOLD))));
        gateway.stub(get(urlPathEqualTo(API + "/projects/" + PROJECT))
                .willReturn(okJson(PlayedGateway.project("p", "a", "b"))));

        PlayedGateway.Ended ended = gateway.run("label", "--resume=" + RUN, "--output=" + output, "--max-cost=5");

        assertThat(ended.code()).isZero();
        assertThat(only(POST, "/runs/.*:resume").getBodyAsString()).isEqualTo("{\"maxCost\":5.0}");
        assertThat(output).content().isEqualTo(EXPORT);
    }

    @Test
    void aFailedRunSaysWhyAndWritesNothing() {
        gateway.playsLabeling(GOLD, "\"state\":\"FAILED\",\"stateMessage\":\"the model is gone\"", EXPORT);

        PlayedGateway.Ended ended = label("--labels=a,b");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("error: run " + RUN + " failed: the model is gone");
        assertThat(output).doesNotExist();
    }

    @Test
    void aBrokenExportLeavesTheOldOutputAlone() throws IOException {
        gateway.playsLabeling(GOLD, COMPLETED, EXPORT);
        Files.writeString(output, "old");
        gateway.stub(get(urlPathEqualTo(API + "/runs/" + RUN + "/export"))
                .willReturn(aResponse().withStatus(404).withBody("{\"detail\":\"gone\"}")));

        PlayedGateway.Ended ended = label("--labels=a,b");

        assertThat(ended.err()).contains("error: gone");
        assertThat(output).content().isEqualTo("old");
        assertThat(folder.toFile().list()).hasSize(2);
    }

    @Test
    void refusesAnotherAnswerThanAutoLabelers() {
        gateway.stub(get(urlPathEqualTo(API + "/projects")).willReturn(okForContentType("text/html", "<html>")));

        PlayedGateway.Ended ended = label("--labels=a,b");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("its answer is not what AutoLabeler answers");
    }

    private PlayedGateway.Ended label(String... arguments) {
        List<String> all = new java.util.ArrayList<>(List.of("label", "--input=" + input, "--output=" + output));
        all.addAll(List.of(arguments));
        return gateway.run(all.toArray(String[]::new));
    }

    private LoggedRequest only(com.github.tomakehurst.wiremock.http.RequestMethod method, String path) {
        List<LoggedRequest> found = gateway.requests(method, path);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static JsonObject json(LoggedRequest request) {
        return JsonParser.parseString(request.getBodyAsString()).getAsJsonObject();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
