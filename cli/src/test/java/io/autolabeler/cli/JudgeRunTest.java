package io.autolabeler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.google.gson.JsonParser;
import io.autolabeler.cli.PlayedGateway.Ended;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verbs that judge a run's items instead of a file. */
class JudgeRunTest {
    @RegisterExtension
    final PlayedGateway gateway = new PlayedGateway();

    @Test
    void sendsTheFlaggedItemsOfARunToReview() {
        gateway.playsReport("/label-errors", """
                "state":"DONE","hasOutput":true,"labelErrors":{"items":60,"flagged":2,
                "suspects":[{"id":"3","given":"x","likely":"y","score":0.2,"flagged":true}]}""");
        gateway.playsRows("id,given,likely,score,flagged\n3,x,y,0.2,true\n4,x,y,0.3,false\n5,y,x,0.4,true\n");
        gateway.plays("/runs/r1:review", "{\"sent\":1,\"alreadyWithPeople\":1}");

        Ended ended = gateway.run("find-label-errors", "--run=r1", "--review", "--json");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        var asked = gateway.requests(RequestMethod.POST, "/label-errors").getFirst();
        assertThat(asked.getUrl()).endsWith("?runId=r1");
        assertThat(asked.getBodyAsString()).isEmpty();
        assertThat(asked.containsHeader("Content-Type")).isFalse();
        var sent = gateway.requests(RequestMethod.POST, "/runs/r1:review").getFirst();
        assertThat(sent.getBodyAsString()).isEqualTo("{\"itemIds\":[\"3\",\"5\"]}");
        assertThat(JsonParser.parseString(ended.out()).getAsJsonObject().get("review"))
                .hasToString("{\"sent\":1,\"already_with_people\":1,\"skipped\":0}");
        assertThat(gateway.run("find-label-errors", "--run=r1", "--review", "--limit=1")
                        .out())
                .contains("1 items sent to review, 1 were with people already; next: ./autolabeler review --next");
        assertThat(gateway.requests(RequestMethod.POST, "/runs/r1:review")
                        .getLast()
                        .getBodyAsString())
                .isEqualTo("{\"itemIds\":[\"3\"]}");
    }

    @ParameterizedTest
    @CsvSource({"calibrate,/calibrations", "optimize-hitl-thresholds,/routing:optimize", "evaluate,/evaluations"})
    void judgesARunInsteadOfAFile(String verb, String path) {
        gateway.playsReport(
                path, "\"state\":\"DONE\"" + (verb.equals("evaluate") ? ",\"evaluation\":{\"items\":1}" : ""));

        Ended ended = gateway.run(verb, "--run=r1", "--json");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        assertThat(gateway.requests(RequestMethod.POST, path).getFirst().getUrl())
                .contains("runId=r1");
    }

    @Test
    void slicesARunByColumnsOfItsDataset() {
        gateway.playsReport("/evaluations", "\"state\":\"DONE\",\"evaluation\":{\"items\":1}");

        assertThat(gateway.run("evaluate", "--run=r1", "--slice=source", "--slice=route", "--task=classification")
                        .code())
                .isZero();

        assertThat(gateway.requests(RequestMethod.POST, "/evaluations")
                        .getFirst()
                        .getUrl())
                .endsWith("?task=CLASSIFICATION&sliceColumns=source&sliceColumns=route&runId=r1");
    }

    @Test
    void callsRunsRunsWhereItComparesThem() {
        gateway.playsReport(
                "/evaluations",
                "\"state\":\"DONE\",\"evaluation\":{\"items\":1,\"comparison\":{\"items\":9,\"midP\":0.01,"
                        + "\"accuracyDifference\":{\"value\":-0.5},\"accuracyP\":0.02}}");

        assertThat(gateway.run("evaluate", "--run=r1", "--compare-run=r2").out())
                .contains("compared with run r2 on 9 items (left out: 0 of only one run", "bootstrap p 0.02")
                .contains("The second run is better.");
    }

    @Test
    void comparesTwoRuns() {
        gateway.playsReport("/evaluations", "\"state\":\"DONE\",\"evaluation\":{\"items\":1}");

        assertThat(gateway.run("evaluate", "--run=r1", "--compare-run=r2", "--quiet")
                        .code())
                .isZero();

        var asked = gateway.requests(RequestMethod.POST, "/evaluations");
        assertThat(asked.getFirst().getUrl()).endsWith("?runId=r2");
        assertThat(asked.getLast().getUrl()).contains("compareReportId=").contains("runId=r1");
    }
}
