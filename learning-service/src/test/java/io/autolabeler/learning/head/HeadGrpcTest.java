package io.autolabeler.learning.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.devstack.testing.KafkaTopics;
import io.autolabeler.labeling.v1.TextsDeleted;
import io.autolabeler.learning.v1.EnsureHeadRequest;
import io.autolabeler.learning.v1.EnsureHeadResponse;
import io.autolabeler.learning.v1.EnsureHeadResponse.Status;
import io.autolabeler.learning.v1.Head;
import io.autolabeler.learning.v1.HeadServiceGrpc.HeadServiceBlockingStub;
import io.autolabeler.learning.v1.HeadTrained;
import io.autolabeler.learning.v1.ListHeadsRequest;
import io.autolabeler.learning.v1.PredictRequest;
import io.autolabeler.learning.v1.PredictResponse;
import io.autolabeler.platform.caller.Caller;
import io.autolabeler.retrieval.v1.ChangedExample;
import io.autolabeler.retrieval.v1.ExamplesChanged;
import io.autolabeler.retrieval.v1.Vector;
import io.grpc.stub.MetadataUtils;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "learning"))
class HeadGrpcTest {
    private static final List<String> LABELS = List.of("spam", "ham", "other");
    private static final int DIMENSIONS = 16;

    @Inject
    @GrpcClient("self")
    HeadServiceBlockingStub heads;

    private final KafkaTopics topics = KafkaTopics.configured();

    private final UUID project = UUID.randomUUID();
    private final TrainingSet points = Points.clusters(3, 20, DIMENSIONS, .8, 1);

    @Test
    void trainsOnceTheExamplesHaveArrivedAndPredicts() {
        assertThat(ensure(LABELS, 60).getStatus()).isEqualTo(Status.PENDING);
        assertThat(ensure(LABELS, 60).getMessage()).isEqualTo("0 of 60 examples have arrived");
        announce(0, 60, 1);

        Head head = await().until(() -> ensure(LABELS, 60), response -> response.getStatus() == Status.READY)
                .getHead();

        assertThat(head.getVersion()).isEqualTo(1);
        assertThat(head.getLabelsList()).isEqualTo(LABELS);
        assertThat(head.getExampleCount()).isEqualTo(60);
        assertThat(head.getAccuracy()).isBetween(.9, 1.0);
        assertThat(head.getNeighbourAccuracy()).isBetween(.8, 1.0);
        assertThat(head.getC()).isIn(1.0, 10.0, 100.0);
        assertThat(head.getEmbeddingModel()).isEqualTo("model");
        assertPredicts(head);
        await().untilAsserted(() -> assertThat(trained()).containsExactly(head));
    }

    private void assertPredicts(Head head) {
        PredictRequest.Builder request =
                PredictRequest.newBuilder().setProjectId(project.toString()).setHeadVersion(head.getVersion());
        for (int i = 0; i < 6; i++) {
            request.addVectors(vector(points.vectors()[i]));
        }
        PredictResponse response = heads.predict(request.build());
        assertThat(response.getLabelsList()).isEqualTo(LABELS);
        for (int i = 0; i < 6; i++) {
            List<Double> probabilities = response.getPredictions(i).getProbabilitiesList();
            assertThat(probabilities.stream().mapToDouble(p -> p).sum()).isCloseTo(1, within(1e-9));
            assertThat(probabilities.get(points.labels()[i])).isGreaterThan(.5);
        }
    }

    @Test
    void trainsAgainOnlyWhenExamplesOrLabelsChanged() {
        announce(0, 60, 1);
        Head first = ready(LABELS, 60);

        assertThat(ready(LABELS, 60)).isEqualTo(first);
        assertThat(ready(List.of("ham", "spam"), 60).getVersion()).isEqualTo(2);
        announce(0, 1, 2);
        await().untilAsserted(() -> assertThat(ready(LABELS, 60).getVersion()).isEqualTo(3));
        assertThat(ready(LABELS, 60).getVersion()).isEqualTo(3);
        assertThat(list()).extracting(Head::getVersion).containsExactly(3, 2, 1);
    }

    @Test
    void saysWhichLabelHasTooFewExamples() {
        announce(0, 21, 1);
        await().untilAsserted(() -> assertThat(ensure(LABELS, 21).getMessage())
                .isEqualTo("label spam has 7 of the 8 examples a head needs"));
        assertThat(ensure(LABELS, 21).getStatus()).isEqualTo(Status.TOO_FEW_EXAMPLES);
        announce(21, 24, 1);
        assertThat(ready(LABELS, 24).getExampleCount()).isEqualTo(24);
        assertThat(ensure(List.of("spam", "unheard"), 24).getMessage())
                .isEqualTo("label unheard has 0 of the 8 examples a head needs");
    }

    @Test
    void ignoresAnOlderChangeThatArrivesLate() {
        announce(0, 24, 5);
        topics.send("retrieval.examples.v1", project.toString(), UUID.randomUUID(), removal(3, 6));
        topics.send("retrieval.examples.v1", project.toString(), UUID.randomUUID(), removal(4, 4));
        announce(3, 4, 2);
        announce(24, 27, 1);

        assertThat(ready(LABELS, 26).getExampleCount()).isEqualTo(26);
    }

    @Test
    void forgetsADeletedProjectForGood() {
        announce(0, 60, 1);
        Head head = ready(LABELS, 60);

        topics.send(
                "labeling.deletions.v1",
                project.toString(),
                UUID.randomUUID(),
                TextsDeleted.newBuilder().setProjectId(project.toString()).build());

        await().untilAsserted(() -> assertThat(list()).isEmpty());
        announce(0, 60, 2);
        assertThatThrownBy(() -> assertPredicts(head)).hasMessageContaining("NOT_FOUND");
        await().during(java.time.Duration.ofSeconds(1))
                .untilAsserted(
                        () -> assertThat(ensure(LABELS, 1).getMessage()).isEqualTo("0 of 1 examples have arrived"));
    }

    @Test
    void namesTheFieldThatBreaksARule() {
        assertThatThrownBy(() -> ensure(List.of("one"), 0)).hasMessageContaining("labels must be 2 to 500, got 1");
        assertThatThrownBy(() -> ensure(List.of("one", "one"), 0))
                .hasMessageContaining("labels[1] must be unique and not empty, got one");
        assertThatThrownBy(() -> ensure(LABELS, -1)).hasMessageContaining("exampleCount must be at least 0, got -1");
        assertThatThrownBy(() -> heads.listHeads(
                        ListHeadsRequest.newBuilder().setProjectId("mine").build()))
                .hasMessageContaining("projectId must be an id, got mine");
        assertThatThrownBy(() -> heads.predict(PredictRequest.newBuilder()
                        .setProjectId(project.toString())
                        .build()))
                .hasMessageContaining("vectors must be 1 to 256, got 0");
        assertThatThrownBy(() -> heads.predict(PredictRequest.newBuilder()
                        .setProjectId(project.toString())
                        .setHeadVersion(7)
                        .addVectors(vector(new float[DIMENSIONS]))
                        .build()))
                .hasMessageContaining("NOT_FOUND");
    }

    @Test
    void refusesVectorsOfAnotherLength() {
        announce(0, 24, 1);
        ready(LABELS, 24);

        assertThatThrownBy(() -> heads.predict(PredictRequest.newBuilder()
                        .setProjectId(project.toString())
                        .setHeadVersion(1)
                        .addVectors(vector(new float[3]))
                        .build()))
                .hasMessageContaining("vectors[0] must have 16 values, got 3");
    }

    @Test
    void refusesAKeyOfAnotherProject() {
        Caller stranger = new Caller("key", Set.of(UUID.randomUUID().toString()));
        var asStranger = heads.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(stranger.metadata()));

        assertThatThrownBy(() -> asStranger.listHeads(ListHeadsRequest.newBuilder()
                        .setProjectId(project.toString())
                        .build()))
                .hasMessageContaining("PERMISSION_DENIED");
    }

    private void announce(int from, int to, int revision) {
        List<ChangedExample> changes = new ArrayList<>();
        for (int i = from; i < to; i++) {
            changes.add(ChangedExample.newBuilder()
                    .setId(new UUID(7, i).toString())
                    .setLabel(LABELS.get(points.labels()[i]))
                    .setVector(vector(points.vectors()[i]))
                    .setSource("gold")
                    .setRevision(revision)
                    .build());
        }
        var event = ExamplesChanged.newBuilder()
                .setProjectId(project.toString())
                .setModel("model")
                .addAllExamples(changes)
                .build();
        topics.send("retrieval.examples.v1", project.toString(), UUID.randomUUID(), event);
    }

    private ExamplesChanged removal(int example, int revision) {
        return ExamplesChanged.newBuilder()
                .setProjectId(project.toString())
                .setModel("model")
                .addExamples(ChangedExample.newBuilder()
                        .setId(new UUID(7, example).toString())
                        .setRemoved(true)
                        .setRevision(revision))
                .build();
    }

    private Head ready(List<String> labels, int examples) {
        return await().until(() -> ensure(labels, examples), response -> response.getStatus() == Status.READY)
                .getHead();
    }

    private EnsureHeadResponse ensure(List<String> labels, int examples) {
        return heads.ensureHead(EnsureHeadRequest.newBuilder()
                .setProjectId(project.toString())
                .addAllLabels(labels)
                .setExampleCount(examples)
                .build());
    }

    private List<Head> list() {
        return heads.listHeads(ListHeadsRequest.newBuilder()
                        .setProjectId(project.toString())
                        .build())
                .getHeadsList();
    }

    private static Vector vector(float[] values) {
        Vector.Builder vector = Vector.newBuilder();
        for (float value : values) {
            vector.addValues(value);
        }
        return vector.build();
    }

    /** The heads of the project that were announced. */
    private List<Head> trained() {
        return topics.read("learning.heads.v1", project.toString(), HeadTrained.parser()).stream()
                .map(HeadTrained::getHead)
                .toList();
    }
}
