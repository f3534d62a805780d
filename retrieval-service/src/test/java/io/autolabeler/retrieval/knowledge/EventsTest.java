package io.autolabeler.retrieval.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autolabeler.common.v1.AnnotationValue;
import io.autolabeler.common.v1.TaskKind;
import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.devstack.testing.KafkaTopics;
import io.autolabeler.labeling.v1.TextsDeleted;
import io.autolabeler.quality.v1.ReviewDecided;
import io.autolabeler.retrieval.v1.AddExamplesRequest;
import io.autolabeler.retrieval.v1.ChangedExample;
import io.autolabeler.retrieval.v1.Example;
import io.autolabeler.retrieval.v1.ExamplesChanged;
import io.autolabeler.retrieval.v1.KnowledgeBaseServiceGrpc.KnowledgeBaseServiceBlockingStub;
import io.autolabeler.retrieval.v1.Query;
import io.autolabeler.retrieval.v1.RetrievalServiceGrpc.RetrievalServiceBlockingStub;
import io.autolabeler.retrieval.v1.RetrieveRequest;
import io.autolabeler.retrieval.v1.ScoredExample;
import io.autolabeler.retrieval.v1.SearchRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "retrieval"))
class EventsTest {
    private static final String TEXT = "my card was stolen";

    @Inject
    @GrpcClient("self")
    KnowledgeBaseServiceBlockingStub bases;

    @Inject
    @GrpcClient("self")
    RetrievalServiceBlockingStub retrieval;

    private final KafkaTopics topics = KafkaTopics.configured();

    private final UUID project = UUID.randomUUID();

    @Test
    void makesAReviewAnExample() {
        review("item", 1, "card");

        await().untilAsserted(() -> assertThat(found())
                .extracting(Example::getText, Example::getLabel, Example::getSource, Example::getItemId)
                .containsExactly(Tuple.tuple(TEXT, "card", "review", "item")));
        await().untilAsserted(() -> assertThat(changes()).hasSize(1));
    }

    @Test
    void makesNoExampleOfAnAnswerThatIsMoreThanOneLabel() {
        var sets = decided("sets", 1, "a text with two labels")
                .setKind(TaskKind.Value.MULTI_LABEL)
                .setValue(AnnotationValue.newBuilder().addLabels("a").addLabels("b"))
                .build();
        topics.send("quality.reviews.v1", "item", UUID.randomUUID(), sets);
        review("item", 1, "card");

        await().untilAsserted(() -> assertThat(found()).hasSize(1));
        assertThat(found()).extracting(Example::getText).containsExactly(TEXT);
    }

    @Test
    void lettingAReviewGoBringsTheImportedLabelBack() {
        add("imported");
        review("item", 1, "card");
        await().untilAsserted(
                        () -> assertThat(found()).extracting(Example::getLabel).containsExactly("card"));

        withdraw("item", 2);

        await().untilAsserted(() -> assertThat(found())
                .extracting(Example::getLabel, Example::getSource)
                .containsExactly(Tuple.tuple("imported", "gold")));
    }

    @Test
    void removesAnExampleWhoseOnlyReviewWasTakenBack() {
        review("item", 1, "card");
        await().untilAsserted(() -> assertThat(found()).hasSize(1));

        withdraw("item", 2);

        await().untilAsserted(() -> assertThat(found()).isEmpty());
        await().untilAsserted(() -> assertThat(changes()).hasSize(2));
        ChangedExample last = changes().getLast().getExamples(0);
        assertThat(last.getRemoved()).isTrue();
        assertThat(last.getVector().getValuesCount()).isZero();
    }

    @Test
    void ignoresAnOlderDecisionThatArrivesLate() {
        review("item", 3, "card");
        await().untilAsserted(() -> assertThat(found()).hasSize(1));

        review("item", 1, "other");
        withdraw("item", 2);
        review("marker", 1, "last", "a text that comes last");

        await().untilAsserted(
                        () -> assertThat(found()).extracting(Example::getLabel).contains("last"));
        assertThat(found()).extracting(Example::getLabel).contains("card").doesNotContain("other");
    }

    @Test
    void takesARedeliveredEventOnce() {
        UUID event = UUID.randomUUID();
        ReviewDecided review = decided("item", 1, TEXT).setLabel("card").build();
        topics.send("quality.reviews.v1", "item", event, review);
        topics.send("quality.reviews.v1", "item", event, review);
        review("marker", 1, "last", "a text that comes last");

        await().untilAsserted(() -> assertThat(changes()).hasSize(2));
    }

    @Test
    void forgetsADatasetButNotTheRestOfItsProject() {
        review("item", 1, "card");
        add("kept", "a text of another dataset");
        await().untilAsserted(() -> assertThat(found()).hasSize(2));

        delete(TextsDeleted.newBuilder().setDatasetId("dataset"));

        await().untilAsserted(
                        () -> assertThat(found()).extracting(Example::getLabel).containsExactly("kept"));
        await().untilAsserted(() -> assertThat(changes()).hasSize(3));
        assertThat(changes().getLast().getExamples(0).getRemoved()).isTrue();
    }

    @Test
    void forgetsTheExamplesImportedFromADatasetInTheIndexToo() {
        add(imported("one dataset", TEXT), imported("another", "a text of another dataset"));
        assertThat(retrieved()).hasSize(2);

        delete(TextsDeleted.newBuilder().setDatasetId("one dataset"));

        await().untilAsserted(() -> assertThat(found())
                .extracting(Example::getText, Example::getDatasetId)
                .containsExactly(Tuple.tuple("a text of another dataset", "another")));
        assertThat(retrieved()).hasSize(1);
    }

    @Test
    void forgetsAProjectForGood() {
        add("card");
        assertThat(found()).hasSize(1);

        delete(TextsDeleted.newBuilder());

        await().untilAsserted(() -> assertThat(found()).isEmpty());
        review("late", 1, "card");
        review("late", 2, "card");
        assertThat(statusOfAdding()).isEqualTo(Status.Code.NOT_FOUND);
        await().untilAsserted(() -> assertThat(changes()).hasSize(2));
        assertThat(found()).isEmpty();
    }

    private Status.Code statusOfAdding() {
        try {
            add("card");
            return Status.Code.OK;
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode();
        }
    }

    private void add(String label) {
        add(label, TEXT);
    }

    private void add(String label, String text) {
        add(Example.newBuilder().setText(text).setLabel(label).build());
    }

    private void add(Example... examples) {
        bases.addExamples(AddExamplesRequest.newBuilder()
                .setKnowledgeBaseId(project.toString())
                .addAllExamples(List.of(examples))
                .build());
    }

    private static Example imported(String datasetId, String text) {
        return Example.newBuilder()
                .setText(text)
                .setLabel("card")
                .setDatasetId(datasetId)
                .build();
    }

    private void review(String item, int revision, String label) {
        review(item, revision, label, TEXT);
    }

    private void review(String item, int revision, String label, String text) {
        var review = decided(item, revision, text).setLabel(label).build();
        topics.send("quality.reviews.v1", item, UUID.randomUUID(), review);
    }

    private void withdraw(String item, int revision) {
        var review = decided(item, revision, TEXT).setWithdrawn(true).build();
        topics.send("quality.reviews.v1", item, UUID.randomUUID(), review);
    }

    private ReviewDecided.Builder decided(String item, int revision, String text) {
        return ReviewDecided.newBuilder()
                .setProjectId(project.toString())
                .setDatasetId("dataset")
                .setItemId(item)
                .setText(text)
                .setRevision(revision);
    }

    private void delete(TextsDeleted.Builder deleted) {
        topics.send(
                "labeling.deletions.v1",
                project.toString(),
                UUID.randomUUID(),
                deleted.setProjectId(project.toString()).build());
    }

    /** What a run over this text would be shown. */
    private List<ScoredExample> retrieved() {
        return retrieval
                .retrieve(RetrieveRequest.newBuilder()
                        .setProjectId(project.toString())
                        .addQueries(Query.newBuilder().setText(TEXT))
                        .setK(10)
                        .build())
                .getResults(0)
                .getNeighboursList();
    }

    private List<Example> found() {
        try {
            return bases
                    .search(SearchRequest.newBuilder()
                            .setKnowledgeBaseId(project.toString())
                            .setText(TEXT)
                            .build())
                    .getResultsList()
                    .stream()
                    .map(each -> each.getExample())
                    .toList();
        } catch (StatusRuntimeException e) {
            assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
            return List.of();
        }
    }

    private List<ExamplesChanged> changes() {
        return topics.read("retrieval.examples.v1", project.toString(), ExamplesChanged.parser());
    }
}
