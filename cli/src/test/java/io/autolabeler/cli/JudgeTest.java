package io.autolabeler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.autolabeler.cli.PlayedGateway.Ended;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class JudgeTest {
    private static final String AGREEMENT = """
            "agreement":{"alpha":0.743421052631579,"alphaInterval":{"lower":0.4,"upper":1.0},"bootstrapInterval":{"lower":0.41,"upper":1.0},
            "intervalMethod":"unit_jackknife","intervalReliable":true,"interpretation":"unreliable","recommendation":"Train the annotators.",
            "items":12,"pairableItems":11,"annotators":4,"annotations":41,"contradictingRepeats":1,
            "byAnnotator":[{"annotator":"ann","annotations":10,"alphaWithout":0.7}],
            "byPair":[{"first":"ann","second":"bob","commonItems":9,"alpha":0.5}],
            "mostDisputed":[{"item":"i7","disagreement":1.0,"labels":[{"label":"x","count":1},{"label":"y","count":1}]}],
            "percentAgreement":0.8,"gwetAc1":0.7754,"notes":["One label covers nearly all."]}""";
    private static final String CONSENSUS = """
            "hasOutput":true,"consensus":{"method":"auto","reason":"Only ibcc.","labels":["x","y"],"items":2,
            "annotators":1,"annotations":30,"converged":true,"mixture":[{"method":"ibcc","weight":1.0}],
            "byAnnotator":[{"annotator":"=ann","annotations":30,"judged":30,"accuracy":{"value":0.91,"interval":{"lower":0.8,"upper":0.97}},
            "balancedAccuracy":0.9,"informationBits":0.5,"mostBits":1.0}]}""";

    @RegisterExtension
    final PlayedGateway gateway = new PlayedGateway();

    @TempDir
    Path folder;

    @Test
    void givesAgreementWithThePlansKeysInFullPrecision() throws IOException {
        gateway.playsReport("/agreement", "\"state\":\"DONE\"," + AGREEMENT);
        Path report = folder.resolve("report.json");

        Ended ended = gateway.run(
                "calculate-iaa",
                "--annotations=" + tasks("a.csv"),
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
        assertThat(json.get("bootstrap_interval")).hasToString("[0.41,1.0]");
        assertThat(json.get("by_annotator").toString()).contains("\"alpha_without\":0.7");
        assertThat(json.keySet())
                .contains("undefined_reason", "interval_method", "by_pair", "most_disputed", "gwet_ac1", "notes");
        assertThat(json.get("cohen_kappa").isJsonNull()).isTrue();
        assertThat(ended.out()).isEmpty();
        var sent = gateway.requests(RequestMethod.POST, "/agreement").getFirst();
        assertThat(sent.getUrl()).endsWith("?itemColumn=task+id&level=ORDINAL");
        assertThat(sent.getBodyAsString()).isEqualTo("task id,annotator,label\n1,a,x\n");
        assertThat(gateway.requests(RequestMethod.DELETE, "/reports/.*")).hasSize(1);
    }

    @Test
    void tellsPeopleWhoDisagreesOnWhat() throws IOException {
        gateway.playsReport("/agreement", "\"state\":\"DONE\"," + AGREEMENT);

        assertThat(gateway.run("calculate-iaa", "--annotations", file("a.csv")).out())
                .contains(
                        "Krippendorff's alpha 0.7434, 95 % interval 0.4000 to 1.0000 (unit jackknife): unreliable",
                        "Train the annotators.",
                        "1 repeated rows left out, 1 of them contradicting the first",
                        "One label covers nearly all.",
                        "Gwet's AC1",
                        "2 bob      0.50 +",
                        "i7",
                        "1x x, 1x y");
    }

    @Test
    void saysWhyAlphaIsNotDefined() throws IOException {
        gateway.playsReport(
                "/agreement",
                "\"state\":\"DONE\",\"agreement\":{\"undefinedReason\":\"no_pairs\",\"recommendation\":\"r\"}");

        assertThat(gateway.run("calculate-iaa", "--annotations", file("a.csv")).out())
                .contains("not defined: no item has two annotations")
                .containsPattern("disagreement observed +-\n")
                .containsPattern("share of the largest label +-\n");
        JsonObject json = json("calculate-iaa", "--annotations", file("a.csv"), "--json");
        assertThat(json.get("krippendorff_alpha").isJsonNull()).isTrue();
        assertThat(json.get("alpha_95_ci").isJsonNull()).isTrue();
        assertThat(json.get("undefined_reason").getAsString()).isEqualTo("no_pairs");
        assertThat(json.get("observed_disagreement").isJsonNull()).isTrue();
        assertThat(json.get("interval_method").isJsonNull()).isTrue();
        assertThat(json.get("bootstrap_interval").isJsonNull()).isTrue();
    }

    @Test
    void writesLabelsAndAnnotatorsAndShowsThemLater() throws IOException {
        gateway.playsReport("/consensus", "\"state\":\"DONE\"," + CONSENSUS);
        gateway.playsRows("item,label,confidence,p_x,p_y\n007,x,0.75,0.75,0.25\n");
        Path out = folder.resolve("out.jsonl");

        Ended ended = gateway.run("ensemble-staple", "--annotations=" + file("a.csv"), "--output=" + out);

        assertThat(ended.out()).contains("auto: Only ibcc.", "=ann", "0.800 to 0.970");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("a.csv", "out.jsonl", "out.jsonl.annotators.json");
        assertThat(JsonParser.parseString(Files.readString(folder.resolve("out.jsonl.annotators.json")))
                        .getAsJsonObject()
                        .keySet())
                .contains("method", "reason", "labels", "mixture", "by_annotator");
        assertThat(Files.readString(out))
                .isEqualTo("{\"item\":\"007\",\"label\":\"x\",\"confidence\":0.75,\"p_x\":0.75,\"p_y\":0.25}\n");
        assertThat(gateway.run("export-annotator-quality", "--staple-results=" + out)
                        .out())
                .contains("=ann", "0.910");
        Path csv = folder.resolve("quality.csv");
        gateway.run("export-annotator-quality", "--staple-results=" + out, "--output=" + csv);
        assertThat(Files.readAllLines(csv).getLast()).isEqualTo("=ann,30,0.91,0.8,0.97,0.9,0.5,false,30,,1.0");
        assertThat(gateway.run("export-annotator-quality", "--staple-results=" + out, "--json")
                        .out())
                .contains("\"information_bits\": 0.5");
        assertThat(gateway.run("export-annotator-quality", "--staple-results=" + out, "--output=q.xls")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void writesTheFormatThatTheOutputsNameAsksFor() throws IOException {
        gateway.playsReport("/consensus", "\"state\":\"DONE\"," + CONSENSUS);
        gateway.playsRows("item,label,confidence,p_x\n\"a,b\",x,1.0E-4,0.75\n");
        Path tsv = folder.resolve("out.tsv");
        Path gz = folder.resolve("out.csv.gz");

        for (Path out : List.of(tsv, gz)) {
            assertThat(gateway.run("ensemble-staple", "--annotations=" + file("a.csv"), "--output=" + out, "--quiet")
                            .out())
                    .isEmpty();
        }

        assertThat(Files.readString(tsv)).isEqualTo("item\tlabel\tconfidence\tp_x\na,b\tx\t1.0E-4\t0.75\n");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(gz))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).contains("\"a,b\",x,1.0E-4,0.75\n");
        }
    }

    @Test
    void leavesNoHalfWrittenOutput() throws IOException {
        gateway.playsReport("/consensus", "\"state\":\"DONE\"," + CONSENSUS);
        Path out = folder.resolve("out.csv");
        Path old = Files.writeString(folder.resolve("old.csv"), "as it was");
        String input = file("a.csv");

        assertThat(gateway.run("ensemble-staple", "--annotations=" + input, "--output=" + out)
                        .code())
                .isEqualTo(1);
        assertThat(gateway.run("ensemble-staple", "--annotations=" + input, "--output=" + old)
                        .code())
                .isEqualTo(1);

        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("a.csv", "old.csv");
        assertThat(old).hasContent("as it was");
        assertThat(gateway.run("export-annotator-quality", "--staple-results=" + out)
                        .err())
                .contains("ensemble-staple writes it beside its --output");
    }

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

    private String tasks(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "task id,annotator,label\n1,a,x\n")
                .toString();
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
