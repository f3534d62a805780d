package io.autolabeler.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okForContentType;
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

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LabelFaultsTest extends LabelCalls {
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
}
