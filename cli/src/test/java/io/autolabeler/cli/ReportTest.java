package io.autolabeler.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.http.RequestMethod.DELETE;
import static com.github.tomakehurst.wiremock.http.RequestMethod.GET;
import static com.github.tomakehurst.wiremock.http.RequestMethod.POST;
import static io.autolabeler.cli.PlayedGateway.API;
import static io.autolabeler.cli.PlayedGateway.REPORT;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.autolabeler.cli.PlayedGateway.Ended;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What all verbs share that have the server judge a file. */
class ReportTest {
    private static final String ROWS = "item,annotator,label\n1,a,x\n";
    private static final String DONE = "\"state\":\"DONE\",\"agreement\":{\"alpha\":0.5}";
    private static final String PATH = "/reports/" + REPORT;

    @RegisterExtension
    final PlayedGateway gateway = new PlayedGateway();

    @TempDir
    Path folder;

    @Test
    void waitsUntilTheReportIsDone() throws IOException {
        accepts();
        answers("Started", "half", okJson(PlayedGateway.reportJson("\"state\":\"RUNNING\",\"progress\":0.5")));
        answers("half", "whole", aResponse().withStatus(503));
        answers("whole", "whole", okJson(PlayedGateway.reportJson(DONE)));

        Ended ended = judge();

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).startsWith("Krippendorff's alpha 0.5000");
        assertThat(ended.err()).contains("50 % judged");
        assertThat(gateway.requests(DELETE, PATH)).hasSize(1);
    }

    @Test
    void isSilentWhenAskedTo() throws IOException {
        accepts();
        answers("Started", "whole", okJson(PlayedGateway.reportJson("\"state\":\"RUNNING\",\"progress\":0.5")));
        answers("whole", "whole", okJson(PlayedGateway.reportJson(DONE)));

        Ended ended = judge("--quiet");

        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void keepsTheReportWhenAskedTo() throws IOException {
        gateway.playsReport("/agreement", DONE);

        assertThat(judge("--keep").err()).contains("kept as report " + REPORT);
        assertThat(gateway.requests(DELETE, PATH)).isEmpty();
    }

    @Test
    void sendsTheWholeFileAgainWhenTheConnectionBreaks() throws IOException {
        gateway.playsReport("/agreement", DONE);
        gateway.stub(post(urlPathEqualTo(API + "/agreement"))
                .inScenario("upload")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("busy")
                .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        gateway.stub(post(urlPathEqualTo(API + "/agreement"))
                .inScenario("upload")
                .whenScenarioStateIs("busy")
                .willSetStateTo("well")
                .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "0")));

        assertThat(judge().code()).isZero();
        assertThat(gateway.requests(POST, "/agreement"))
                .hasSize(3)
                .allSatisfy(sent -> assertThat(sent.getBodyAsString()).isEqualTo(ROWS));
    }

    @Test
    void saysWhyTheServerCannotJudgeTheFile() throws IOException {
        gateway.playsReport(
                "/agreement",
                "\"state\":\"FAILED\",\"error\":{\"field\":\"itemColumn\",\"message\":\"itemColumn must be set\"}");

        Ended ended = judge();

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).isEqualTo("error: --item-column must be set\n");
        assertThat(gateway.requests(DELETE, PATH)).hasSize(1);

        gateway.playsReport("/agreement", "\"state\":\"FAILED\",\"error\":{\"message\":\"the file is too small\"}");
        assertThat(judge("--keep").err()).isEqualTo("error: the file is too small\n");
    }

    @Test
    void tellsWhichRowsCouldNotBeUsed() throws IOException {
        gateway.playsReport("/agreement", """
                "input":{"rows":6,"rejectedRows":4,"rejected":[{"line":4,"reason":"label is empty"},
                {"line":5,"reason":"b"},{"line":6,"reason":"c"},{"line":7,"reason":"d"}]},""" + DONE);

        Ended ended = judge();

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err())
                .contains("4 of 10 rows of", "line 4: label is empty", "line 6: c", "and 1 more")
                .doesNotContain("line 7");
    }

    @Test
    void aRefusedSettingIsSaidAndNotSentAgain() throws IOException {
        gateway.stub(post(urlPathEqualTo(API + "/agreement"))
                .willReturn(aResponse().withStatus(400).withBody(PlayedGateway.problem(400, "no", "seed", "bad"))));

        Ended ended = judge();

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).isEqualTo("error: no (seed: bad)\n");
        assertThat(gateway.requestCount()).isEqualTo(1);
    }

    @Test
    void aReportThatIsGoneIsAnError() throws IOException {
        accepts();
        gateway.stub(get(urlPathEqualTo(API + PATH))
                .willReturn(aResponse().withStatus(404).withBody(PlayedGateway.problem(404, "gone", "id", "gone"))));

        assertThat(judge().err()).startsWith("error: gone");
        assertThat(gateway.requests(GET, PATH)).hasSize(1);
    }

    @Test
    void readsStandardInputAndSendsCompressedFilesAsTheyAre() throws IOException {
        gateway.playsReport("/agreement", DONE);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("item\tannotator\tlabel\n1\ta\tx\n".getBytes(StandardCharsets.UTF_8));
        }

        Ended ended = gateway.run(bytes.toByteArray(), false, "calculate-iaa", "--annotations=-");

        assertThat(ended.code()).isZero();
        assertThat(gateway.requests(POST, "/agreement").getFirst()).satisfies(sent -> {
            assertThat(sent.getHeader("Content-Type")).isEqualTo("text/tab-separated-values");
            assertThat(sent.getHeader("Content-Encoding")).isEqualTo("gzip");
        });
    }

    private Ended judge(String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), ROWS);
        String[] arguments = new String[more.length + 2];
        arguments[0] = "calculate-iaa";
        arguments[1] = "--annotations=" + file;
        System.arraycopy(more, 0, arguments, 2, more.length);
        return gateway.run(arguments);
    }

    private void accepts() {
        gateway.playsReport("/agreement", "\"state\":\"QUEUED\"");
    }

    private void answers(String state, String next, ResponseDefinitionBuilder answer) {
        gateway.stub(get(urlPathEqualTo(API + PATH))
                .inScenario("report")
                .whenScenarioStateIs(state)
                .willSetStateTo(next)
                .willReturn(answer));
    }
}
