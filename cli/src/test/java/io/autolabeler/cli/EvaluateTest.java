package io.autolabeler.cli;

import static com.github.tomakehurst.wiremock.http.RequestMethod.DELETE;
import static com.github.tomakehurst.wiremock.http.RequestMethod.POST;
import static io.autolabeler.cli.PlayedGateway.REPORT;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.autolabeler.cli.PlayedGateway.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.SAXException;

class EvaluateTest {
    private static final String RESULT = """
            "state":"DONE","evaluation":{"items":3,"unlabeled":1,"withoutGold":2,"right":1,
            "accuracy":{"value":0.3333333333333333,"interval":{"lower":0.06,"upper":0.79}},
            "macroF1":{"value":0.25},"microF1":{"value":0.4},"weightedF1":{"value":0.3},
            "labels":[{"label":"<a>","precision":0.5,"recall":1.0,"f1":0.6666666666666666,"gold":1,"labeled":2},
              {"label":"b|c","gold":2}],
            "confusion":[{"gold":"<a>","label":"<a>","count":1},{"gold":"b|c","label":"<a>","count":1},
              {"gold":"b|c","label":"","count":1}],
            "slices":[{"column":"lang","value":"\\"de\\"&","items":3,"accuracy":{"value":0.3,
              "interval":{"lower":0.1,"upper":0.8}},"macroF1":0.25,"small":true}],
            "costUsd":0.012,"costPerCorrectUsd":0.012,
            "comparison":{"items":3,"unmatched":1,"onlyFirstRight":1,"onlySecondRight":0,"exactP":1.0,"midP":0.5,
              "accuracyDifference":{"value":0.3333,"interval":{"lower":-0.1,"upper":0.7}},
              "macroF1Difference":{"value":0.1}}}""";

    @RegisterExtension
    final PlayedGateway gateway = new PlayedGateway();

    @TempDir
    Path folder;

    @Test
    void tellsHowGoodAFileIs() throws IOException {
        gateway.playsReport("/evaluations", RESULT);

        Ended ended = gateway.run("evaluate", file("o.csv"), "--slice=lang", "--seed=7");

        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .contains(
                        "accuracy  0.3333 (1 of 3), 95 % interval 0.0600 to 0.7900",
                        "macro-F1  0.2500",
                        "1 items have no label and count as wrong",
                        "2 rows without gold label are left out",
                        "cost      $0.01200, $0.01200 for each right label",
                        "(none)",
                        "few items",
                        "The difference may well be chance.");
        assertThat(gateway.requests(POST, "/evaluations").getFirst().getUrl())
                .endsWith("?goldColumn=gold&labelColumn=label&sliceColumns=lang&seed=7");
    }

    @Test
    void keepsTheKeysThatProgramsKnow() throws IOException {
        gateway.playsReport("/evaluations", RESULT);

        JsonObject json = JsonParser.parseString(gateway.run("evaluate", "--input=" + file("o.csv"), "--json")
                        .out())
                .getAsJsonObject();

        assertThat(json.keySet()).startsWith("accuracy", "accuracyInterval", "macroF1", "items", "right");
        assertThat(json.get("accuracy").getAsDouble()).isEqualTo(1.0 / 3);
        assertThat(json.getAsJsonObject("accuracyInterval").get("upper").getAsDouble())
                .isEqualTo(0.79);
        assertThat(json.get("macroF1Interval").isJsonNull()).isTrue();
        assertThat(json.getAsJsonArray("labels").get(0).getAsJsonObject().keySet())
                .containsExactly("label", "precision", "recall", "f1", "gold", "labeled");
        assertThat(json.getAsJsonArray("slices").get(0).getAsJsonObject().keySet())
                .containsExactly("column", "value", "items", "accuracy", "accuracyInterval", "macroF1", "small");
        assertThat(json.getAsJsonObject("comparison").get("accuracyDifference").getAsDouble())
                .isEqualTo(0.3333);
        assertThat(json.get("costUsd").getAsDouble()).isEqualTo(0.012);
    }

    @Test
    void comparesWithAnotherLabeling() throws IOException {
        gateway.playsReport("/evaluations", RESULT);
        Path other = Files.writeString(folder.resolve("other.jsonl"), "{\"gold\":\"b\",\"label\":\"b\"}\n");

        Ended ended = gateway.run("evaluate", file("o.csv"), "--compare=" + other, "--slice=lang");

        assertThat(ended.out()).contains("compared with " + other + " on 3 items");
        assertThat(gateway.requests(POST, "/evaluations"))
                .extracting(sent -> sent.getUrl().replaceAll(".*\\?", ""))
                .containsExactly(
                        "goldColumn=gold&labelColumn=label",
                        "goldColumn=gold&labelColumn=label&sliceColumns=lang&compareReportId=" + REPORT);
        assertThat(gateway.requests(DELETE, "/reports/.*")).hasSize(2);
    }

    @Test
    void writesSeveralFormsAtOnce() throws IOException {
        gateway.playsReport("/evaluations", RESULT);
        Path json = folder.resolve("r.json");
        Path markdown = folder.resolve("r.md");

        Ended ended = gateway.run("evaluate", file("o.csv"), "--output=" + json, "--output=" + markdown);

        assertThat(ended.out()).contains("accuracy  0.3333");
        assertThat(Files.readString(json)).startsWith("{\n  \"accuracy\": 0.3333333333333333,");
        assertThat(Files.readString(markdown))
                .contains(
                        "| accuracy | 0.3333 | 0.0600 to 0.7900 |",
                        "| &lt;a\\> | 0.5000 | 1.0000 | 0.6667 | 1 | 2 |",
                        "| b\\|c | &lt;a\\> | 1 |");
        assertThat(gateway.run("evaluate", file("o.csv"), "--format=markdown").out())
                .startsWith("# Evaluation of ");
        assertThat(gateway.run("evaluate", file("o.csv"), "--json", "--output=" + json)
                        .out())
                .isEmpty();
    }

    @Test
    void drawsAPageThatNeedsNothingBesideItself() throws IOException {
        gateway.playsReport("/evaluations", RESULT);
        Path page = folder.resolve("r.html");

        gateway.run("evaluate", file("o<b>.csv"), "--output=" + page, "--quiet");

        String html = Files.readString(page);
        assertThat(html)
                .startsWith("<!doctype html>")
                .contains("o&lt;b&gt;.csv", "&lt;a&gt;", "&quot;de&quot;&amp;", "prefers-color-scheme:dark")
                .contains("width=device-width", "default-src 'none'")
                .contains("0.667 · 1 gold", "class=\"heat\"", "class=\"span\"", "0.300 · 3 items, few")
                .doesNotContain("<a>", "<b>", "http:", "https:", "<script", "url(", "src=");
        assertThat(html.split("<svg", -1)).hasSize(4);
    }

    /** A page whose body reads as XML has no text of the file that became markup, and no tag left open. */
    @Test
    void closesWhatItOpens() throws IOException, ParserConfigurationException, SAXException {
        gateway.playsReport("/evaluations", RESULT);
        Path page = folder.resolve("r.html");
        gateway.run("evaluate", file("o.csv"), "--output=" + page);
        String html = Files.readString(page);
        String main = html.substring(html.indexOf("<main>"), html.indexOf("</body>"));
        Path xml = Files.writeString(folder.resolve("main.xml"), main.replace(" tabindex=\"0\"", ""));

        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(xml.toFile())
                        .getElementsByTagName("svg")
                        .getLength())
                .isEqualTo(3);
    }

    @Test
    void writesNothingWhenTheServerFails() throws IOException {
        gateway.playsReport(
                "/evaluations",
                "\"state\":\"FAILED\",\"error\":{\"field\":\"goldColumn\",\"message\":\"goldColumn must be a column\"}");
        Path page = Files.writeString(folder.resolve("r.html"), "as it was");

        Ended ended = gateway.run("evaluate", file("o.csv"), "--output=" + page);

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).isEqualTo("error: --label-column must be a column\n");
        assertThat(page).hasContent("as it was");
    }

    @Test
    void aFileWithoutGoldIsAnError() throws IOException {
        gateway.playsReport("/evaluations", "\"state\":\"DONE\",\"evaluation\":{\"withoutGold\":2}");

        assertThat(gateway.run("evaluate", file("o.csv")).err()).contains("no row of", "has a gold label");
    }

    @Test
    void takesOtherColumns() throws IOException {
        gateway.playsReport("/evaluations", RESULT);
        Path file = Files.writeString(folder.resolve("o.tsv"), "truth\tguess\tusd\tkey\na\ta\t1\t1\n");

        gateway.run(
                "evaluate",
                file.toString(),
                "--label-column=truth",
                "--predicted-column=guess",
                "--cost-column=usd",
                "--id-column=key");

        assertThat(gateway.requests(POST, "/evaluations").getFirst().getUrl())
                .endsWith("?goldColumn=truth&labelColumn=guess&idColumn=key&costColumn=usd");
    }

    @Test
    void takesGoldOfTheFirstFileWhereTheSecondHasNone() throws IOException {
        gateway.playsReport("/evaluations", RESULT);
        Path other = Files.writeString(folder.resolve("other.csv"), " id , label \n1,b\n");

        Ended ended = gateway.run("evaluate", file("o.csv"), "--gold-column=gold", "--compare=" + other);

        assertThat(ended.code()).isZero();
        assertThat(gateway.requests(POST, "/evaluations"))
                .extracting(sent -> sent.getUrl().replaceAll(".*\\?", ""))
                .containsExactly(
                        "labelColumn=label&goldOptional=true",
                        "goldColumn=gold&labelColumn=label&compareReportId=" + REPORT);
    }

    @Test
    void tellsHowAccuracyCameAboutAndWhereTruthCameFrom() throws IOException {
        gateway.playsReport("/evaluations", """
                "state":"DONE","evaluation":{"items":3,"right":2,"weighted":true,"accuracy":{"value":0.9},
                "notes":["Accuracy is weighted."],"unreadableCosts":4,
                "slices":[{"column":"lang","value":"","items":3,"accuracy":{"value":0.3},"macroF1":0.25,
                  "macroF1Interval":{"lower":0.1,"upper":0.4}}],
                "truthSources":[{"source":"review","items":3,"right":2}]}""");
        Path page = folder.resolve("r.html");
        Path markdown = folder.resolve("r.md");

        Ended ended = gateway.run("evaluate", file("o.csv"), "--output=" + page, "--output=" + markdown);

        assertThat(ended.out())
                .contains("accuracy  0.9000 (2 of 3, weighted)", "truth from review: 2 of 3 right")
                .contains("note: Accuracy is weighted.", "note: The cost of 4 rows is no number and counts as 0.")
                .contains("(none)", "0.1000 to 0.4000");
        assertThat(Files.readString(markdown))
                .contains("| review | 3 | 2 |", "Accuracy is weighted.")
                .contains("| lang | \\(none\\) | 3 | 0.3000 |  | 0.2500 | 0.1000 to 0.4000 |  |");
        assertThat(Files.readString(page)).contains("truth from", "Accuracy is weighted.", "lang = (none)");
    }

    private String file(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "gold,label,lang\na,a,de\nb,a,de\n")
                .toString();
    }
}
