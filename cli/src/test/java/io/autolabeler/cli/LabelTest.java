package io.autolabeler.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
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

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class LabelTest extends LabelCalls {
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
}
