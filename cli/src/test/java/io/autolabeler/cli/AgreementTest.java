package io.autolabeler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.RequestMethod;
import io.autolabeler.cli.PlayedGateway.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class AgreementTest {
    @RegisterExtension
    final PlayedGateway gateway = new PlayedGateway();

    @TempDir
    Path folder;

    @Test
    void asksForTheIntervalAndLabelsOfTheSchema() throws IOException {
        gateway.playsReport("/agreement", "\"state\":\"DONE\",\"agreement\":{\"alpha\":0.5}");

        String annotations = Files.writeString(folder.resolve("a.csv"), "item,annotator,label\n1,a,low\n")
                .toString();

        gateway.run(
                "calculate-iaa",
                "--annotations=" + annotations,
                "--interval=hayes-krippendorff",
                "--level=ordinal",
                "--labels=low, medium,high");

        assertThat(gateway.requests(RequestMethod.POST, "/agreement").getFirst().getUrl())
                .endsWith("?level=ORDINAL&interval=hayes-krippendorff&labels=low&labels=medium&labels=high");
    }

    @Test
    void tellsHowFarAnnotatorsAgreeOnSpans() throws IOException {
        gateway.playsReport("/agreement", """
                "state":"DONE","agreement":{"alpha":0.6139,"interpretation":"unreliable","items":1,"pairableItems":1,"annotators":2,
                "annotations":5,"spans":{"documents":1,"spans":5,"overall":{"alpha":0.6139,"unitizedAlpha":0.8175},
                "covered":{"alpha":0.5113,"interval":{"lower":0.25,"upper":0.75}},
                "byLabel":[{"label":"PER","alpha":{"alpha":0.8602}},{"label":"LOC","alpha":{"undefinedReason":"no_variation"}}],
                "byPair":[{"first":"ann","second":"bob","commonItems":1,"strictF1":0.0,"partialF1":0.4}]}}""");
        String spans = Files.writeString(
                        folder.resolve("s.csv"), "item,annotator,from,end,label,length\nd,ann,0,4,PER,20\n")
                .toString();

        Ended ended = gateway.run("calculate-iaa", "--annotations=" + spans, "--spans", "--start-column=from");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out())
                .contains(
                        "Krippendorff's alpha 0.6139, no interval: unreliable",
                        "1 items opened by several annotators of 1, 2 annotators, 5 spans",
                        "0.2500 to 0.7500",
                        "ann ")
                .containsPattern("which label covers +0\\.614 +- +0\\.818\n")
                .containsPattern("covered by LOC +- +- +-\n")
                .containsPattern("ann +bob +1 +0\\.000 +0\\.400\n")
                .doesNotContain("share of the largest label");
        assertThat(gateway.requests(RequestMethod.POST, "/agreement").getFirst().getUrl())
                .endsWith("?level=NOMINAL&spans=true&startColumn=from");
    }
}
