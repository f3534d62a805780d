package io.autolabeler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.autolabeler.cli.PlayedGateway.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class JudgeModelsTest {
    @RegisterExtension
    final PlayedGateway gateway = new PlayedGateway();

    @TempDir
    Path folder;

    @Test
    void fitsOnOneFileAndJudgesOnAnother() throws IOException {
        gateway.playsReport("/calibrations", """
                "state":"DONE","calibration":{"method":"temperature","parameters":{"temperature":1.736},"items":50,
                "before":{"ece":0.0374},"after":{"ece":0.0167},"reason":"temperature was asked for.",
                "afterBins":[{"lower":0.9,"upper":1.0,"items":50,"meanConfidence":0.95,"accuracy":{"value":0.94}}]}""");

        Ended ended = gateway.run("calibrate", "--input", figures("fit.csv"), "--test", figures("test.csv"), "--json");

        JsonObject json = JsonParser.parseString(ended.out()).getAsJsonObject();
        assertThat(json.get("method").getAsString()).isEqualTo("temperature");
        assertThat(json.getAsJsonObject("parameters").get("temperature")).hasToString("1.736");
        assertThat(json.getAsJsonObject("test").getAsJsonObject("after").get("ece"))
                .hasToString("0.0167");
        assertThat(json.getAsJsonObject("fit").getAsJsonObject("before").keySet())
                .contains("ece", "ece_equal_mass", "ece_debiased", "mce", "brier", "nll");
        assertThat(gateway.requests(RequestMethod.POST, "/calibrations")
                        .getLast()
                        .getUrl())
                .endsWith("?fittedReportId=" + PlayedGateway.REPORT);
        assertThat(gateway.run("calibrate", "--input", figures("fit.csv")).out())
                .contains("temperature: temperature 1.7360", "0.0374  0.0167", "0.90 to 1.00");
        assertThat(json("calibrate", "--input", figures("fit.csv"), "--json").has("test"))
                .isFalse();
    }

    @Test
    void promisesAnErrorRateInWords() throws IOException {
        gateway.playsReport("/routing:optimize", """
                "state":"DONE","routing":{"items":500,"errors":40,"autoAcceptThreshold":0.93,"guarantee":"At most 2 %.",
                "autoShare":0.5,"humanShare":0.4,"expertShare":0.1,
                "curve":[{"threshold":0.99,"coverage":0.2,"risk":0.0,"accepted":100}]}""");

        assertThat(gateway.run("optimize-hitl-thresholds", "--validation", file("v.csv"), "--max-risk=0.02")
                        .out())
                .contains("At most 2 %.", ">= 0.9300", "50.0 %", "0.9900");
        Path output = folder.resolve("thresholds.json");
        String told = gateway.run(
                        "optimize-hitl-thresholds",
                        "--validation=" + file("v.csv"),
                        "--review-cost=.1",
                        "--output=" + output)
                .out();
        JsonObject json = JsonParser.parseString(Files.readString(output)).getAsJsonObject();
        assertThat(told).startsWith("At most 2 %.");
        assertThat(json.keySet()).startsWith("auto_accept_threshold", "human_review_threshold", "guarantee");
        assertThat(json.get("auto_accept_threshold")).hasToString("0.93");
        assertThat(json.get("human_review_threshold").isJsonNull()).isTrue();
        assertThat(gateway.requests(RequestMethod.POST, "/routing:optimize")
                        .getLast()
                        .getUrl())
                .endsWith("?reviewCost=0.1&expertCost=0.5&errorCost=1.0");
    }

    @Test
    void printsAThresholdThatAcceptsNoMoreThanWasCertified() throws IOException {
        gateway.playsReport("/routing:optimize", """
                "state":"DONE","routing":{"items":500,"autoAcceptThreshold":0.93456789,"riskUpperBound":0.019,
                "accepted":300,"notes":["2 rows do not say what is true."]}""");

        assertThat(gateway.run(
                                "optimize-hitl-thresholds",
                                "--validation",
                                file("v.csv"),
                                "--expert-capacity=.2",
                                "--error-cost=0")
                        .out())
                .contains(
                        ">= 0.93456789",
                        "for this threshold alone, had it been fixed before, 1.9 % at most",
                        "2 rows do not say what is true.");
        assertThat(gateway.requests(RequestMethod.POST, "/routing:optimize")
                        .getLast()
                        .getUrl())
                .endsWith("?reviewCost=0.05&expertCost=0.5&errorCost=0.0&expertCapacity=0.2");
    }

    @Test
    void ranksSuspectLabels() throws IOException {
        gateway.playsReport("/label-errors", """
                "state":"DONE","hasOutput":true,"labelErrors":{"items":12,"flagged":1,"estimatedIssues":1,
                "confused":[{"given":"x","likely":"y","count":1}],
                "labels":[{"label":"x","items":6,"noise":0.125}],"excluded":1,
                "suspects":[{"id":"3","given":"x","likely":"y","score":0.2,"flagged":true}]}""");
        gateway.playsRows("id,given,likely,score,flagged\n3,x,y,0.2,true\n");
        Path out = folder.resolve("suspects.csv");

        Ended ended = gateway.run("find-label-errors", "--input", file("l.csv"), "--output=" + out);

        assertThat(ended.out())
                .contains(
                        "1 of 12 labels are flagged as likely wrong; about 1 are estimated to be",
                        "1 rows with unusable probabilities",
                        "12.5 %")
                .doesNotContain("more");
        assertThat(Files.readAllLines(out)).containsExactly("id,given,likely,score,flagged", "3,x,y,0.2,true");
    }

    @Test
    void flagsNothingWhereTheProbabilitiesTellNothing() throws IOException {
        gateway.playsReport(
                "/label-errors", "\"state\":\"DONE\",\"labelErrors\":{\"items\":12,\"uninformative\":true}");
        Path out = folder.resolve("suspects.csv");

        Ended ended = gateway.run("find-label-errors", "--input", file("l.csv"), "--output=" + out);

        assertThat(ended.out()).contains("nothing is flagged");
        assertThat(out).hasContent("id,given,likely,score,flagged\n");
    }

    @Test
    void saysWhyNothingIsFlaggedAmongFewLabelsAndShowsTexts() throws IOException {
        gateway.playsReport("/label-errors", """
                "state":"DONE","hasOutput":true,"labelErrors":{"items":12,"rankingOnly":true,"unlabeled":2,
                "reason":"fewer than 50 labels: only ranked, nothing flagged","excludedLabels":["rare"],
                "contradictoryPairs":1,
                "contradictions":[{"firstId":"3","firstLabel":"x","secondId":"4","secondLabel":"y","likeness":1}],
                "suspects":[{"id":"3","given":"x","likely":"y","score":0.2,"text":"where is\\nmy parcel"}]}""");

        Ended ended = gateway.run("find-label-errors", "--input", file("l.csv"));

        assertThat(ended.out())
                .contains(
                        "fewer than 50 labels: only ranked, nothing flagged",
                        "2 rows without a label are left out",
                        "too few items to learn from, left out: rare",
                        "nearly the same text",
                        "where is my parcel");
    }

    @Test
    void handsSettingsOfLabelErrorsOn() throws IOException {
        gateway.playsReport("/label-errors", """
                "state":"DONE","labelErrors":{"items":120,"flagged":3,"estimatedIssues":4,"totalNoise":0.25,
                "sparedLabels":["a","b"],
                "crowd":{"items":40,"annotators":[{"annotator":"ann","labels":40,"flagged":3,"quality":0.75}]},
                "suspects":[{"id":"3","annotator":"ann","given":"x","likely":"y","score":0.2,"flagged":true}]}""");

        Ended ended = gateway.run(
                "find-label-errors",
                "--input",
                file("l.csv"),
                "--min-class=1",
                "--min-items=2",
                "--score=normalised_margin",
                "--adjusted",
                "--annotator-column=annotator",
                "--filter=both");

        assertThat(gateway.requests(RequestMethod.POST, "/label-errors")
                        .getFirst()
                        .getUrl())
                .endsWith("?annotatorColumn=annotator&minClass=1&minItems=2&score=normalised_margin&adjusted=true"
                        + "&filter=both");
        assertThat(ended.out())
                .contains(
                        "3 of 120 labels are flagged as likely wrong; about 4 are estimated to be, 25.0 % of all",
                        "too few items to flag any (--min-class): a, b", "consensus", "0.750");
    }

    private JsonObject json(String... arguments) {
        return JsonParser.parseString(gateway.run(arguments).out()).getAsJsonObject();
    }

    private String figures(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "label,p0,p1\n1,0.2,0.8\n")
                .toString();
    }

    private String file(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "item,annotator,label\n1,a,x\n")
                .toString();
    }
}
