package io.autolabeler.labeling.annotator.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.autolabeler.common.v1.Label;
import io.autolabeler.common.v1.TaskKind;
import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.labeling.annotator.LabeledBatch;
import io.autolabeler.labeling.annotator.LabelingTask;
import io.autolabeler.labeling.annotator.LabelingTask.Method;
import io.autolabeler.labeling.annotator.Outcome;
import io.autolabeler.labeling.annotator.TextItem;
import io.autolabeler.platform.errors.ErrorCode;
import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.retrieval.v1.Embedding;
import io.autolabeler.retrieval.v1.Example;
import io.autolabeler.retrieval.v1.Retrieved;
import io.autolabeler.retrieval.v1.ScoredExample;
import io.autolabeler.retrieval.v1.Vector;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "labeling"))
class EmbeddedLabelerTest {
    private static final List<Label> LABELS = List.of(
            Label.newBuilder().setName("sport").build(),
            Label.newBuilder().setName("stock_market").build());
    private static final float[] SPORT = {1, 0};
    private static final float[] MARKET = {0, 1};
    private static final float[] MOSTLY_SPORT = {0.8f, 0.6f};

    @Inject
    EmbeddedLabeler labeler;

    private FakePeers peers;

    @BeforeEach
    void startPeers() {
        peers = new FakePeers();
    }

    @AfterEach
    void stopPeers() {
        peers.close();
    }

    @Test
    void labelsByDescriptionsWithoutExamples() {
        var labeled = label(Method.DESCRIPTIONS, item(MOSTLY_SPORT));

        assertThat(labeled.scores().getFirst().getLabel()).isEqualTo("sport");
        assertThat(labeled.scores().getFirst().getScore()).isBetween(0.5, 1.0);
        assertThat(labeled.scores()).hasSize(2);
    }

    @Test
    void letsManyNeighboursOutvoteTheDescriptions() {
        TextItem item = item(
                MOSTLY_SPORT,
                neighbour("stock_market", 0.95),
                neighbour("stock_market", 0.94),
                neighbour("sport", 0.3));

        assertThat(label(Method.NEIGHBOURS, item).scores().getFirst().getLabel())
                .isEqualTo("stock_market");
        assertThat(label(Method.DESCRIPTIONS, item).scores().getFirst().getLabel())
                .as("few examples count less than the descriptions")
                .isEqualTo("sport");
    }

    @Test
    void leavesExamplesOfAnotherSchemaOut() {
        TextItem item = item(SPORT, neighbour("cooking", 0.99));

        assertThat(label(Method.NEIGHBOURS, item).scores().getFirst().getLabel())
                .isEqualTo("sport");
    }

    @Test
    void takesThePredictionsOfTheHeadInTheOrderOfTheSchema() {
        var labeled = label(Method.HEAD, item(MARKET));

        assertThat(labeled.scores().getFirst().getLabel()).isEqualTo("stock_market");
        assertThat(labeled.scores().getFirst().getScore()).isEqualTo(0.75);
        assertThat(labeled.promptVersion()).isEqualTo("head-3:abc");
    }

    @Test
    void fallsBackToNeighboursAndSaysSoWhenLearningIsAway() {
        peers.stopLearning();

        var labeled = label(Method.HEAD, item(SPORT, neighbour("sport", 0.9)));

        assertThat(labeled.scores().getFirst().getLabel()).isEqualTo("sport");
        assertThat(labeled.promptVersion()).isEqualTo("neighbours:abc");
    }

    @Test
    void usesTheHeadAgainSoonAfterLearningIsBack() {
        peers.stopLearning();
        for (int i = 0; i < 6; i++) {
            label(Method.HEAD, item(SPORT));
        }
        peers.restartLearning();

        await().atMost(Duration.ofSeconds(8))
                .untilAsserted(() -> assertThat(label(Method.HEAD, item(MARKET)).promptVersion())
                        .isEqualTo("head-3:abc"));
    }

    @Test
    void isUnavailableWithoutVectors() {
        TextItem item = new TextItem(UUID.randomUUID(), "x", null);

        assertThatThrownBy(() -> label(Method.NEIGHBOURS, item))
                .isInstanceOfSatisfying(
                        ServiceException.class,
                        fault -> assertThat(fault.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }

    @Test
    void embedsTheWordsOfALabelOnce() {
        label(Method.DESCRIPTIONS, item(SPORT));
        label(Method.DESCRIPTIONS, item(SPORT));

        assertThat(peers.embedded())
                .as("at most once in the life of the service")
                .doesNotHaveDuplicates();
        assertThat(peers.embedded()).isSubsetOf("sport", "stock market");
    }

    private Outcome.Labeled label(Method method, TextItem item) {
        LabeledBatch batch = labeler.label(task(method), UUID.randomUUID(), List.of(item));
        return (Outcome.Labeled) batch.outcomes().getFirst();
    }

    private static LabelingTask task(Method method) {
        return new LabelingTask(
                UUID.randomUUID(),
                UUID.randomUUID(),
                TaskKind.Value.CLASSIFICATION,
                LABELS,
                "",
                "embedded",
                method,
                method == Method.HEAD ? 3 : 0,
                method == Method.HEAD ? "head-3:abc" : method.name().toLowerCase(Locale.ROOT) + ":abc");
    }

    private static TextItem item(float[] vector, ScoredExample... neighbours) {
        return new TextItem(
                UUID.randomUUID(),
                "x",
                Retrieved.newBuilder()
                        .setEmbedding(Embedding.newBuilder().setVector(vector(vector)))
                        .addAllNeighbours(List.of(neighbours))
                        .build());
    }

    private static ScoredExample neighbour(String label, double similarity) {
        return ScoredExample.newBuilder()
                .setExample(Example.newBuilder().setLabel(label))
                .setSimilarity(similarity)
                .build();
    }

    static Vector vector(float... values) {
        Vector.Builder vector = Vector.newBuilder();
        for (float value : values) {
            vector.addValues(value);
        }
        return vector.build();
    }
}
