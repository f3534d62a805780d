package io.autolabeler.retrieval.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.devstack.testing.KafkaTopics;
import io.autolabeler.retrieval.Callers;
import io.autolabeler.retrieval.v1.AddExamplesRequest;
import io.autolabeler.retrieval.v1.AddExamplesResponse;
import io.autolabeler.retrieval.v1.ChangedExample;
import io.autolabeler.retrieval.v1.DeleteExampleRequest;
import io.autolabeler.retrieval.v1.Example;
import io.autolabeler.retrieval.v1.ExamplesChanged;
import io.autolabeler.retrieval.v1.GetKnowledgeBaseRequest;
import io.autolabeler.retrieval.v1.KnowledgeBase;
import io.autolabeler.retrieval.v1.KnowledgeBaseServiceGrpc.KnowledgeBaseServiceBlockingStub;
import io.autolabeler.retrieval.v1.ListExamplesRequest;
import io.autolabeler.retrieval.v1.ListKnowledgeBasesRequest;
import io.autolabeler.retrieval.v1.SearchRequest;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "retrieval"))
class KnowledgeBaseGrpcTest {
    @Inject
    @GrpcClient("self")
    KnowledgeBaseServiceBlockingStub bases;

    private final KafkaTopics topics = KafkaTopics.configured();

    private final UUID project = UUID.randomUUID();

    @Test
    void storesTheSameTextWithTheSameLabelOnce() {
        assertThat(counts(add(example("one", "a"), example("two", "b"), example("one", "a"))))
                .containsExactly(2, 0, 1);
        assertThat(counts(add(example("one", "a"), example("two", "b")))).containsExactly(0, 0, 2);
        assertThat(base().getExampleCount()).isEqualTo(2);
    }

    @Test
    void replacesTheLabelOfAKnownText() {
        add(example("one", "a"));

        AddExamplesResponse response = add(example("one", "b"), example("two", "b"));

        assertThat(counts(response)).containsExactly(1, 1, 0);
        assertThat(response.getKnowledgeBase().getLabelsList()).singleElement().satisfies(count -> {
            assertThat(count.getLabel()).isEqualTo("b");
            assertThat(count.getCount()).isEqualTo(2);
        });
    }

    @Test
    void announcesChangesWithVectorsAndGrowingRevisions() {
        add(example("one", "a"));
        add(example("one", "b"));
        add(example("one", "b"));

        await().untilAsserted(() -> assertThat(changes()).hasSize(2));
        List<ExamplesChanged> events = changes();
        ChangedExample first = events.getFirst().getExamples(0);
        ChangedExample second = events.getLast().getExamples(0);
        assertThat(events.getFirst().getModel()).isEqualTo("bge-small-en-v1.5-q");
        assertThat(first.getVector().getValuesCount()).isEqualTo(384);
        assertThat(second.getId()).isEqualTo(first.getId());
        assertThat(List.of(first.getLabel(), second.getLabel())).containsExactly("a", "b");
        assertThat(second.getRevision()).isGreaterThan(first.getRevision());
        assertThat(second.getSource()).isEqualTo("gold");
    }

    @Test
    void splitsManyExamplesIntoEventsOfAtMostTwoHundred() {
        add(IntStream.range(0, 450).mapToObj(i -> example("text " + i, "a")).toArray(Example[]::new));

        await().untilAsserted(() -> assertThat(changes())
                .extracting(ExamplesChanged::getExamplesCount)
                .containsExactly(200, 200, 50));
    }

    @Test
    void listsAllExamplesPageByPage() {
        add(IntStream.range(0, 7).mapToObj(i -> example("text " + i, "a")).toArray(Example[]::new));
        Set<String> texts = new HashSet<>();
        String token = "";
        int pages = 0;
        do {
            var page = bases.listExamples(ListExamplesRequest.newBuilder()
                    .setKnowledgeBaseId(project.toString())
                    .setPageSize(3)
                    .setPageToken(token)
                    .build());
            page.getExamplesList().forEach(each -> texts.add(each.getText()));
            token = page.getNextPageToken();
            pages++;
        } while (!token.isEmpty());

        assertThat(pages).isEqualTo(3);
        assertThat(texts).hasSize(7);
    }

    @Test
    void listsKnowledgeBasesOfTheCallersProjectsOnly() {
        add(example("one", "a"));

        String token = "";
        Set<String> ids = new HashSet<>();
        do {
            var page = bases.listKnowledgeBases(ListKnowledgeBasesRequest.newBuilder()
                    .setPageSize(2)
                    .setPageToken(token)
                    .build());
            page.getKnowledgeBasesList().forEach(each -> ids.add(each.getId()));
            token = page.getNextPageToken();
        } while (!token.isEmpty());

        assertThat(ids).contains(project.toString());
        assertThat(Callers.stranger(bases)
                        .listKnowledgeBases(ListKnowledgeBasesRequest.getDefaultInstance())
                        .getKnowledgeBasesList())
                .isEmpty();
    }

    @Test
    void deletesAnExampleFromListSearchAndOtherServices() {
        add(example("my card was stolen", "card"), example("the rate of the euro", "rate"));
        Example stolen = search("my card was stolen").getFirst();

        bases.deleteExample(delete(stolen.getId()));

        assertThat(search("my card was stolen"))
                .singleElement()
                .satisfies(left -> assertThat(left.getLabel()).isEqualTo("rate"));
        assertThat(base().getExampleCount()).isEqualTo(1);
        await().untilAsserted(() -> assertThat(changes()).hasSize(2));
        assertThat(changes().getLast().getExamples(0).getRemoved()).isTrue();
        assertThatThrownBy(() -> bases.deleteExample(delete(stolen.getId())))
                .hasMessageContaining("NOT_FOUND: there is no example " + stolen.getId());
    }

    @Test
    void takesADeletedTextAgain() {
        add(example("one", "a"));
        bases.deleteExample(delete(search("one").getFirst().getId()));

        assertThat(counts(add(example("one", "a")))).containsExactly(1, 0, 0);
        assertThat(search("one")).hasSize(1);
    }

    @Test
    void saysWhichKnowledgeBaseIsMissing() {
        assertThatThrownBy(this::base).hasMessageContaining("NOT_FOUND: there is no knowledge base " + project);
        assertThatThrownBy(() -> search("text")).hasMessageContaining("NOT_FOUND");
        assertThatThrownBy(() -> bases.listExamples(ListExamplesRequest.newBuilder()
                        .setKnowledgeBaseId(project.toString())
                        .build()))
                .hasMessageContaining("NOT_FOUND");
        assertThatThrownBy(() -> bases.deleteExample(delete(UUID.randomUUID().toString())))
                .hasMessageContaining("NOT_FOUND");
    }

    @Test
    void namesTheFieldThatBreaksARule() {
        assertRefused("examples must be 1 to 500, got 0");
        assertRefused("examples[0].text must not be empty", example(" ", "a"));
        assertRefused("examples[1].label must be 1 to 200 characters", example("x", "a"), example("y", ""));
        assertRefused("examples[0].label must be 1 to 200 characters", example("x", "a\nb"));
        assertRefused("examples[0].text must not contain the character U+0000", example("a\0b", "a"));
        assertRefused(
                "examples[0].source must be gold or empty",
                example("x", "a").toBuilder().setSource("review").build());
        assertThatThrownBy(() -> bases.getKnowledgeBase(GetKnowledgeBaseRequest.newBuilder()
                        .setKnowledgeBaseId("mine")
                        .build()))
                .hasMessageContaining("knowledgeBaseId must be an id, got mine");
        assertThatThrownBy(() -> bases.listExamples(ListExamplesRequest.newBuilder()
                        .setKnowledgeBaseId(project.toString())
                        .setPageSize(-1)
                        .build()))
                .hasMessageContaining("pageSize must be 1 to 500, got -1");
        assertThatThrownBy(() -> bases.search(SearchRequest.newBuilder()
                        .setKnowledgeBaseId(project.toString())
                        .setText("x")
                        .setK(51)
                        .build()))
                .hasMessageContaining("k must be 1 to 50, got 51");
    }

    @Test
    void refusesAKeyOfAnotherProject() {
        var stranger = Callers.stranger(bases);

        assertThatThrownBy(() -> stranger.addExamples(request(example("x", "a"))))
                .hasMessageContaining("PERMISSION_DENIED");
        assertThatThrownBy(() -> stranger.getKnowledgeBase(GetKnowledgeBaseRequest.newBuilder()
                        .setKnowledgeBaseId(project.toString())
                        .build()))
                .hasMessageContaining("PERMISSION_DENIED");
    }

    private void assertRefused(String message, Example... examples) {
        assertThatThrownBy(() -> add(examples)).hasMessageContaining("INVALID_ARGUMENT: " + message);
    }

    private AddExamplesResponse add(Example... examples) {
        return bases.addExamples(request(examples));
    }

    private AddExamplesRequest request(Example... examples) {
        return AddExamplesRequest.newBuilder()
                .setKnowledgeBaseId(project.toString())
                .addAllExamples(Arrays.asList(examples))
                .build();
    }

    private KnowledgeBase base() {
        return bases.getKnowledgeBase(GetKnowledgeBaseRequest.newBuilder()
                .setKnowledgeBaseId(project.toString())
                .build());
    }

    private List<Example> search(String text) {
        return bases
                .search(SearchRequest.newBuilder()
                        .setKnowledgeBaseId(project.toString())
                        .setText(text)
                        .build())
                .getResultsList()
                .stream()
                .map(each -> each.getExample())
                .toList();
    }

    private DeleteExampleRequest delete(String exampleId) {
        return DeleteExampleRequest.newBuilder()
                .setKnowledgeBaseId(project.toString())
                .setExampleId(exampleId)
                .build();
    }

    private static List<Integer> counts(AddExamplesResponse response) {
        return List.of(response.getAdded(), response.getReplaced(), response.getUnchanged());
    }

    private static Example example(String text, String label) {
        return Example.newBuilder().setText(text).setLabel(label).build();
    }

    private List<ExamplesChanged> changes() {
        return topics.read("retrieval.examples.v1", project.toString(), ExamplesChanged.parser());
    }
}
