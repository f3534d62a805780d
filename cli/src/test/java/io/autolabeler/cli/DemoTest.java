package io.autolabeler.cli;

import static com.github.tomakehurst.wiremock.http.RequestMethod.POST;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.autolabeler.cli.evaluate.Accuracy;
import io.autolabeler.cli.file.FileCheck;
import io.autolabeler.cli.file.Rows;
import io.autolabeler.cli.schema.SchemaFile;
import io.autolabeler.common.v1.Label;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path BANKING = ROOT.resolve("examples/banking");

    @RegisterExtension
    final PlayedGateway gateway = new PlayedGateway();

    @TempDir
    Path home;

    @Test
    void labelsTheShippedExamples() {
        gateway.environment("AUTOLABELER_ROOT", ROOT.toString());
        gateway.environment("AUTOLABELER_HOME", home.toString());
        gateway.playsLabeling(
                "\"columns\":[\"id\",\"text\",\"gold\"],\"labelColumn\":\"gold\"",
                "\"state\":\"COMPLETED\",\"counts\":{\"total\":2,\"done\":2,\"autoAccept\":2}",
                "id,text,gold,label\n1,x,a,a\n2,y,b,b\n");

        PlayedGateway.Ended ended = gateway.run("demo");

        Path output = home.resolve("demo/banking.csv");
        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .contains("accuracy    1.0000 (2 of 2", "2 auto-accept", "$0", output.toString(), gateway.address());
        assertThat(Accuracy.of(FileCheck.file(output.toString()), "gold", "label")
                        .value())
                .isEqualTo(1);
        JsonObject run = JsonParser.parseString(
                        gateway.requests(POST, "/runs").getFirst().getBodyAsString())
                .getAsJsonObject();
        assertThat(run.getAsJsonObject("routing").get("enabled").getAsBoolean()).isTrue();
        assertThat(run.has("examplesDatasetId")).isTrue();
    }

    @Test
    void saysWhereItLookedForExamples() {
        gateway.environment("AUTOLABELER_ROOT", home.toString());

        PlayedGateway.Ended ended = gateway.run("demo");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("no examples/banking below [" + home);
    }

    @Test
    void shipsSixteenLabelsWithAsManyExamplesAndItemsEach() {
        Map<String, Integer> items = new HashMap<>();
        Map<String, Integer> examples = new HashMap<>();
        Set<String> texts = new HashSet<>();
        Rows.each(FileCheck.file(BANKING.resolve("items.csv").toString()), row -> {
            items.merge(row.get("gold"), 1, Integer::sum);
            texts.add(row.get("text"));
        });
        Rows.each(FileCheck.file(BANKING.resolve("examples.csv").toString()), row -> {
            examples.merge(row.get("label"), 1, Integer::sum);
            assertThat(texts).as("no example is an item too").doesNotContain(row.get("text"));
        });

        assertThat(items)
                .hasSize(16)
                .allSatisfy((label, count) -> assertThat(count).isEqualTo(40));
        assertThat(examples)
                .hasSize(16)
                .allSatisfy((label, count) -> assertThat(count).isEqualTo(20));
        assertThat(SchemaFile.read(BANKING.resolve("labels.yaml")).labels())
                .extracting(Label::getName)
                .containsExactlyInAnyOrderElementsOf(items.keySet());
    }
}
