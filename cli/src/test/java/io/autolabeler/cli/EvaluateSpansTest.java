package io.autolabeler.cli;

import static com.github.tomakehurst.wiremock.http.RequestMethod.POST;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.autolabeler.cli.PlayedGateway.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The verb evaluate on spans and relations. */
class EvaluateSpansTest {
    private static final String RESULT = """
            "state":"DONE","evaluation":{"task":"RELATIONS","items":5,"unlabeled":1,"withoutGold":2,
            "spans":{"documents":5,"emptyDocuments":1,"gold":8,"given":7,"right":6,"precision":0.857,"recall":0.75,
              "strictF1":{"value":0.8,"interval":{"lower":0.6,"upper":0.95}},"macroF1":{"value":0.7},
              "partialF1":{"value":0.9},"labelIgnoredF1":{"value":0.85},"missed":2,"spurious":1,
              "labels":[{"label":"<P>","precision":1,"recall":0.5,"f1":0.667,"gold":2,"labeled":1}]},
            "relations":{"gold":3,"given":2,"right":1,"strictF1":{"value":0.4},"boundariesF1":{"value":0.5},
              "relaxedF1":{"value":0.6},"turned":1,"reachable":0.75,"types":[{"label":"born","f1":0.4,"gold":3}]},
            "costUsd":0.6,"costPerCorrectUsd":0.1,
            "comparison":{"items":4,"unmatched":1,"strictF1Difference":{"value":0.2,
              "interval":{"lower":0.1,"upper":0.3}},"strictF1P":0.01}}""";

    @RegisterExtension
    final PlayedGateway gateway = new PlayedGateway();

    @TempDir
    Path folder;

    private String file = "";

    @BeforeEach
    void played() throws IOException {
        gateway.playsReport("/evaluations", RESULT);
        file = Files.writeString(folder.resolve("o.jsonl"), "{\"id\":1,\"gold\":[],\"label\":[]}\n")
                .toString();
    }

    @Test
    void asksForTheTask() {
        gateway.run("evaluate", file, "--task=spans", "--strict-tags", "--empty-is-right");
        gateway.run("evaluate", file, "--task=relations", "--symmetric=married");

        assertThat(gateway.requests(POST, "/evaluations"))
                .extracting(sent -> sent.getUrl().replaceAll(".*\\?", ""))
                .containsExactly(
                        "goldColumn=gold&labelColumn=label&task=SPANS&strictTags=true&emptyIsRight=true",
                        "goldColumn=gold&labelColumn=label&task=RELATIONS&symmetricTypes=married");
    }

    @Test
    void tellsHowGoodSpansAndRelationsAre() {
        Ended ended = gateway.run("evaluate", file, "--task=relations", "--compare=" + file);

        assertThat(ended.out())
                .containsPattern("strict F1 \\(bounds and label\\) +0.8000 +0.6000 to 0.9500")
                .containsPattern("F1 with half credit for overlap +0.9000")
                .containsPattern("F1 of bounds, label ignored +0.8500")
                .containsPattern("strict F1 \\(type, bounds and labels\\) +0.4000")
                .containsPattern("<P> +1.000 +0.500 +0.667")
                .contains("born", "cost      $0.6000, $0.1000 for each right span")
                .contains("note: 1 documents have no label: their gold spans count as missed.")
                .contains("on 4 documents (left out: 1 of only one file", "strict F1 +0.2000", "bootstrap p 0.01")
                .contains("The first file is better.")
                .doesNotContain("accuracy", "McNemar");
    }

    @Test
    void writesThemInEveryForm() throws IOException {
        Path page = folder.resolve("r.html");
        Path markdown = folder.resolve("r.md");
        Path json = folder.resolve("r.json");

        gateway.run(
                "evaluate",
                file,
                "--task=spans",
                "--compare=" + file,
                "--output=" + page,
                "--output=" + markdown,
                "--output=" + json);

        assertThat(Files.readString(markdown))
                .contains("| strict F1 (bounds and label) | 0.8000 | 0.6000 to 0.9500 |", "## Types of relations")
                .contains("| strict F1, first minus second | +0.2000 | 0.1000 to 0.3000 |");
        assertThat(Files.readString(page))
                .contains("6 of 8 gold spans", "Half credit for overlap", "F1 by type of relation", "&lt;P&gt;")
                .contains("0.667 · 2 gold")
                .doesNotContain("Accuracy", "McNemar", "<P>");
        JsonObject spans =
                JsonParser.parseString(Files.readString(json)).getAsJsonObject().getAsJsonObject("spans");
        assertThat(spans.get("strictF1").getAsDouble()).isEqualTo(0.8);
        assertThat(spans.getAsJsonObject("strictF1Interval").get("upper").getAsDouble())
                .isEqualTo(0.95);
    }
}
