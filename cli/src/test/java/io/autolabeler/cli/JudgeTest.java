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

    private JsonObject json(String... arguments) {
        return JsonParser.parseString(gateway.run(arguments).out()).getAsJsonObject();
    }

    private String tasks(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "task id,annotator,label\n1,a,x\n")
                .toString();
    }

    private String file(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "item,annotator,label\n1,a,x\n")
                .toString();
    }
}
