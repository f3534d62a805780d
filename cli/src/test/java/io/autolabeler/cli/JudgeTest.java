package io.autolabeler.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okForContentType;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
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

class JudgeTest {
    private static final String ID = "44444444-4444-4444-8444-444444444444";
    private static final String REPORT = PlayedGateway.API + "/reports/" + ID;
    private static final String AGREEMENT = """
            "agreement":{"alpha":0.743421052631579,"alphaInterval":{"lower":0.4,"upper":1.0},
            "intervalMethod":"unit_jackknife","interpretation":"unreliable","recommendation":"Train the annotators.",
            "items":12,"pairableItems":11,"annotators":4,"annotations":41,"contradictingRepeats":1,
            "byAnnotator":[{"annotator":"ann","annotations":10,"alphaWithout":0.7}],
            "byPair":[{"first":"ann","second":"bob","commonItems":9,"alpha":0.5}],
            "mostDisputed":[{"item":"i7","disagreement":1.0,"labels":[{"label":"x","count":1},{"label":"y","count":1}]}],
            "percentAgreement":0.8,"gwetAc1":0.7754,"notes":["One label covers nearly all."]}""";
    private static final String CONSENSUS = """
            "hasOutput":true,"consensus":{"method":"auto","reason":"Only ibcc.","labels":["x","y"],"items":2,
            "annotators":1,"annotations":3,"converged":true,"mixture":[{"method":"ibcc","weight":1.0}],
            "byAnnotator":[{"annotator":"=ann","annotations":3,"accuracy":{"value":0.91,"interval":{"lower":0.8,"upper":0.97}},
            "balancedAccuracy":0.9,"informationBits":0.5}]}""";

    @RegisterExtension
    final PlayedGateway gateway = new PlayedGateway();

    @TempDir
    Path folder;

    @Test
    void givesAgreementWithThePlansKeysInFullPrecision() throws IOException {
        plays("/agreement", "\"state\":\"DONE\"," + AGREEMENT);
        Path report = folder.resolve("report.json");

        Ended ended = gateway.run(
                "calculate-iaa",
                "--annotations=" + file("a.csv"),
                "--output=" + report,
                "--json",
                "--level=ordinal",
                "--item-column=task id");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        JsonObject json = JsonParser.parseString(Files.readString(report)).getAsJsonObject();
        assertThat(json.keySet()).startsWith("krippendorff_alpha", "alpha_95_ci", "interpretation", "recommendation");
        assertThat(json.get("krippendorff_alpha")).hasToString("0.743421052631579");
        assertThat(json.get("alpha_95_ci")).hasToString("[0.4,1.0]");
        assertThat(json.get("by_annotator").toString()).contains("\"alpha_without\":0.7");
        var sent = gateway.requests(RequestMethod.POST, "/agreement").getFirst();
        assertThat(sent.getUrl()).endsWith("?itemColumn=task+id&level=ORDINAL");
        assertThat(sent.getBodyAsString()).isEqualTo("item,annotator,label\n1,a,x\n");
        assertThat(gateway.requests(RequestMethod.DELETE, "/reports/.*")).hasSize(1);
    }

    @Test
    void tellsPeopleWhoDisagreesOnWhat() throws IOException {
        plays("/agreement", "\"state\":\"DONE\"," + AGREEMENT);

        assertThat(gateway.run("calculate-iaa", "--annotations", file("a.csv")).out())
                .contains(
                        "Krippendorff's alpha 0.7434, 95 % interval 0.4000 to 1.0000: unreliable",
                        "Train the annotators.",
                        "1 repeated rows left out, 1 of them contradicting the first",
                        "One label covers nearly all.",
                        "Gwet's AC1",
                        "i7",
                        "1x x, 1x y");
    }

    @Test
    void saysWhyAlphaIsNotDefined() throws IOException {
        plays(
                "/agreement",
                "\"state\":\"DONE\",\"agreement\":{\"undefinedReason\":\"no_pairs\",\"recommendation\":\"r\"}");

        assertThat(gateway.run("calculate-iaa", "--annotations", file("a.csv")).out())
                .contains("not defined: no item has two annotations");
        assertThat(gateway.run("calculate-iaa", "--annotations", file("a.csv"), "--json")
                        .out())
                .contains("\"undefined_reason\": \"no_pairs\"");
    }

    @Test
    void writesLabelsAndAnnotatorsAndShowsThemLater() throws IOException {
        plays("/consensus", "\"state\":\"DONE\"," + CONSENSUS);
        playsRows("item,label,confidence,p_x,p_y\n007,x,0.75,0.75,0.25\n");
        Path out = folder.resolve("out.jsonl");

        Ended ended = gateway.run("ensemble-staple", "--annotations=" + file("a.csv"), "--output=" + out);

        assertThat(ended.out()).contains("auto: Only ibcc.", "=ann", "0.800 to 0.970");
        assertThat(Files.readString(out))
                .isEqualTo("{\"item\":\"007\",\"label\":\"x\",\"confidence\":0.75,\"p_x\":0.75,\"p_y\":0.25}\n");
        assertThat(gateway.run("export-annotator-quality", "--staple-results=" + out)
                        .out())
                .contains("=ann", "0.910");
        Path csv = folder.resolve("quality.csv");
        gateway.run("export-annotator-quality", "--staple-results=" + out, "--output=" + csv);
        assertThat(Files.readAllLines(csv).getLast()).isEqualTo("=ann,3,0.91,0.8,0.97,0.9,0.5,false");
    }

    @Test
    void leavesNoHalfWrittenOutput() throws IOException {
        plays("/consensus", "\"state\":\"DONE\"," + CONSENSUS);
        Path out = folder.resolve("out.csv");

        Ended ended = gateway.run("ensemble-staple", "--annotations=" + file("a.csv"), "--output=" + out);

        assertThat(ended.code()).isEqualTo(1);
        assertThat(folder).isDirectoryNotContaining("glob:**out*");
        assertThat(gateway.run("export-annotator-quality", "--staple-results=" + out)
                        .err())
                .contains("ensemble-staple writes it beside its output");
    }

    @Test
    void fitsOnOneFileAndJudgesOnAnother() throws IOException {
        plays("/calibrations", """
                "state":"DONE","calibration":{"method":"temperature","parameters":{"temperature":1.736},"items":50,
                "before":{"ece":0.0374},"after":{"ece":0.0167},"reason":"temperature was asked for.",
                "afterBins":[{"lower":0.9,"upper":1.0,"items":50,"meanConfidence":0.95,"accuracy":{"value":0.94}}]}""");

        Ended ended = gateway.run("calibrate", "--input", file("fit.csv"), "--test", file("test.csv"), "--json");

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
                .endsWith("?fittedReportId=" + ID);
        assertThat(gateway.run("calibrate", "--input", file("fit.csv")).out())
                .contains("temperature: temperature 1.7360", "0.0374  0.0167", "0.90 to 1.00");
    }

    @Test
    void promisesAnErrorRateInWords() throws IOException {
        plays("/routing:optimize", """
                "state":"DONE","routing":{"items":500,"errors":40,"autoAcceptThreshold":0.93,"guarantee":"At most 2 %.",
                "autoShare":0.5,"humanShare":0.4,"expertShare":0.1,
                "curve":[{"threshold":0.99,"coverage":0.2,"risk":0.0,"accepted":100}]}""");

        assertThat(gateway.run("optimize-hitl-thresholds", "--validation", file("v.csv"), "--max-risk=0.02")
                        .out())
                .contains("At most 2 %.", ">= 0.9300", "50.0 %", "0.9900");
        assertThat(gateway.run("optimize-hitl-thresholds", "--validation", file("v.csv"), "--json")
                        .out())
                .contains("\"auto_accept_threshold\": 0.93");
        assertThat(gateway.run("optimize-hitl-thresholds", "--validation", file("v.csv"), "--max-risk=2")
                        .err())
                .contains("--max-risk must be above 0 and below 1, got 2.0");
    }

    @Test
    void ranksSuspectLabels() throws IOException {
        plays("/label-errors", """
                "state":"DONE","hasOutput":true,"labelErrors":{"items":12,"flagged":1,"estimatedIssues":1,
                "confused":[{"given":"x","likely":"y","count":1}],
                "suspects":[{"id":"3","given":"x","likely":"y","score":0.2,"flagged":true}]}""");
        playsRows("id,given,likely,score,flagged\n3,x,y,0.2,true\n");
        Path out = folder.resolve("suspects.csv");

        Ended ended = gateway.run("find-label-errors", "--input", file("l.csv"), "--output=" + out);

        assertThat(ended.out()).contains("1 of 12 labels are flagged as likely wrong; about 1 are estimated to be");
        assertThat(Files.readAllLines(out)).containsExactly("id,given,likely,score,flagged", "3,x,y,0.2,true");
    }

    @Test
    void tellsTheServersReasonAndWhichRowsWereLeftOut() throws IOException {
        plays(
                "/agreement",
                "\"state\":\"FAILED\",\"error\":{\"field\":\"itemColumn\",\"message\":\"itemColumn must be set\"}");
        Ended failed = gateway.run("calculate-iaa", "--annotations", file("a.csv"));
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.err()).contains("itemColumn must be set");

        plays("/agreement", """
                "state":"DONE","input":{"rows":9,"rejectedRows":1,"rejected":[{"line":4,"reason":"label is empty"}]},""" + AGREEMENT);
        Ended partial = gateway.run("calculate-iaa", "--annotations", file("a.csv"));
        assertThat(partial.code()).isEqualTo(3);
        assertThat(partial.err()).contains("1 of 10 rows", "line 4: label is empty");
    }

    @Test
    void waitsUntilTheReportIsDoneAndKeepsItWhenAsked() throws IOException {
        gateway.stub(post(urlPathEqualTo(PlayedGateway.API + "/agreement"))
                .willReturn(aResponse().withStatus(202).withBody(report("\"state\":\"QUEUED\""))));
        gateway.stub(get(urlPathEqualTo(REPORT)).willReturn(okJson(report("\"state\":\"DONE\"," + AGREEMENT))));

        Ended ended = gateway.run("calculate-iaa", "--annotations", file("a.csv"), "--keep");

        assertThat(ended.code()).isZero();
        assertThat(ended.err()).contains("kept as report " + ID);
        assertThat(gateway.requests(RequestMethod.DELETE, "/reports/.*")).isEmpty();
    }

    @Test
    void refusesWhatCannotBe() throws IOException {
        assertThat(gateway.run("calculate-iaa").code()).isEqualTo(2);
        assertThat(gateway.run("calculate-iaa", "--annotations=" + folder.resolve("none.csv"))
                        .err())
                .contains("none.csv");
        assertThat(gateway.run("calculate-iaa", "--annotations", file("a.csv"), "--level=rank")
                        .err())
                .contains("--level must be nominal, ordinal, interval or ratio, got rank");
        assertThat(gateway.run("ensemble-staple", "--annotations", file("a.csv"))
                        .err())
                .contains("no output: give --output FILE");
        assertThat(gateway.requestCount()).isZero();
    }

    private void plays(String path, String fields) {
        gateway.stub(post(urlPathEqualTo(PlayedGateway.API + path))
                .willReturn(aResponse().withStatus(202).withBody(report(fields))));
        gateway.stub(get(urlPathEqualTo(REPORT)).willReturn(okJson(report(fields))));
        gateway.stub(delete(urlPathEqualTo(REPORT)).willReturn(aResponse().withStatus(204)));
    }

    private void playsRows(String rows) {
        gateway.stub(get(urlPathEqualTo(REPORT + "/output")).willReturn(okForContentType("text/csv", rows)));
    }

    private static String report(String fields) {
        return "{\"id\":\"" + ID + "\"," + fields + "}";
    }

    private String file(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "item,annotator,label\n1,a,x\n")
                .toString();
    }
}
