package io.autolabeler.retrieval.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.retrieval.Callers;
import io.autolabeler.retrieval.v1.AddExamplesRequest;
import io.autolabeler.retrieval.v1.EmbedRequest;
import io.autolabeler.retrieval.v1.Example;
import io.autolabeler.retrieval.v1.KnowledgeBaseServiceGrpc.KnowledgeBaseServiceBlockingStub;
import io.autolabeler.retrieval.v1.Query;
import io.autolabeler.retrieval.v1.RetrievalServiceGrpc.RetrievalServiceBlockingStub;
import io.autolabeler.retrieval.v1.RetrieveRequest;
import io.autolabeler.retrieval.v1.ScoredExample;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "retrieval"))
class RetrievalGrpcTest {
    @Inject
    @GrpcClient("self")
    RetrievalServiceBlockingStub retrieval;

    @Inject
    @GrpcClient("self")
    KnowledgeBaseServiceBlockingStub bases;

    private final UUID project = UUID.randomUUID();

    @Test
    void isReadyOnceTheModelIsLoaded() {
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> RestAssured.get("/q/health/ready").then().statusCode(200));
        assertThat(RestAssured.get("/q/health/ready").asString()).contains("sentence model");
    }

    @Test
    void embedsTextsInTheirOrderAndFlagsThem() {
        var response = retrieval.embed(EmbedRequest.newBuilder()
                .addTexts("Where is my refund?")
                .addTexts("word ".repeat(1_000))
                .addTexts("Ich möchte wissen, wie ich mein Geld zurück bekomme")
                .addTexts("Where is my refund?")
                .build());

        assertThat(response.getModel()).isEqualTo("bge-small-en-v1.5-q");
        assertThat(response.getEmbeddingsList()).hasSize(4);
        assertThat(response.getEmbeddings(1).getTruncated()).isTrue();
        assertThat(response.getEmbeddings(2).getOtherLanguage()).isTrue();
        assertThat(response.getEmbeddings(0).getVector().getValuesCount()).isEqualTo(384);
        assertThat(response.getEmbeddings(3)).isEqualTo(response.getEmbeddings(0));
    }

    @Test
    void findsTheNearestExamplesWithTheirTextAndLabel() {
        add("my card was stolen", "card", "a");
        add("what is the exchange rate of the euro", "rate", "b");

        var response = retrieval.retrieve(request("somebody took my card", 2, false, "x"));

        List<ScoredExample> neighbours = response.getResults(0).getNeighboursList();
        assertThat(neighbours).hasSize(2);
        assertThat(neighbours.getFirst().getExample().getText()).isEqualTo("my card was stolen");
        assertThat(neighbours.getFirst().getExample().getLabel()).isEqualTo("card");
        assertThat(neighbours.getFirst().getExample().getSource()).isEqualTo("gold");
        assertThat(neighbours.getFirst().getSimilarity())
                .isGreaterThan(neighbours.getLast().getSimilarity());
    }

    @Test
    void findsTheVeryTextUnlessToldNotTo() {
        add("my card was stolen", "card", "a");

        var with = retrieval.retrieve(request("my card was stolen", 5, false, "x"));
        var without = retrieval.retrieve(request("my card was stolen", 5, true, "x"));

        assertThat(with.getResults(0).getNeighbours(0).getSimilarity()).isCloseTo(1, within(1e-4));
        assertThat(without.getResults(0).getNeighboursList()).isEmpty();
    }

    @Test
    void neverFindsTheItemItself() {
        add("my card was stolen", "card", "a");

        assertThat(retrieval
                        .retrieve(request("my card was stolen", 5, false, "a"))
                        .getResults(0)
                        .getNeighboursList())
                .isEmpty();
    }

    @Test
    void onlyEmbedsWithoutNeighboursAsked() {
        add("my card was stolen", "card", "a");

        var response = retrieval.retrieve(request("my card was stolen", 0, false, ""));

        assertThat(response.getResults(0).getNeighboursList()).isEmpty();
        assertThat(response.getResults(0).getEmbedding().getVector().getValuesCount())
                .isEqualTo(384);
    }

    @Test
    void hasNoNeighboursInAProjectWithoutExamples() {
        assertThat(retrieval
                        .retrieve(request("anything", 5, false, ""))
                        .getResults(0)
                        .getNeighboursList())
                .isEmpty();
    }

    @Test
    void neverFindsExamplesOfAnotherProject() {
        add("my card was stolen", "card", "a");
        RetrieveRequest other = request("my card was stolen", 5, false, "").toBuilder()
                .setProjectId(UUID.randomUUID().toString())
                .build();

        assertThat(retrieval.retrieve(other).getResults(0).getNeighboursList()).isEmpty();
    }

    @Test
    void namesTheFieldThatBreaksARule() {
        assertRefused(request("text", 51, false, ""), "INVALID_ARGUMENT: k must be 0 to 50, got 51");
        assertRefused(request("text", -1, false, ""), "k must be 0 to 50, got -1");
        assertRefused(
                RetrieveRequest.newBuilder().setProjectId(project.toString()).build(),
                "queries must be 1 to 256, got 0");
        assertRefused(
                request("text", 1, false, "").toBuilder().setProjectId("mine").build(), "projectId must be an id");
        assertRefused(
                request("x".repeat(100_001), 1, false, ""),
                "queries[0].text must be at most 100,000 characters, got 100001");
        assertThatThrownBy(() -> retrieval.embed(EmbedRequest.getDefaultInstance()))
                .hasMessageContaining("texts must be 1 to 256, got 0");
        assertThatThrownBy(() -> retrieval.embed(EmbedRequest.newBuilder()
                        .addAllTexts(java.util.Collections.nCopies(257, "x"))
                        .build()))
                .hasMessageContaining("texts must be 1 to 256, got 257");
    }

    @Test
    void refusesAKeyOfAnotherProject() {
        assertThatThrownBy(() -> Callers.stranger(retrieval).retrieve(request("text", 1, false, "")))
                .hasMessageContaining("PERMISSION_DENIED");
    }

    private void assertRefused(RetrieveRequest request, String message) {
        assertThatThrownBy(() -> retrieval.retrieve(request)).hasMessageContaining(message);
    }

    private RetrieveRequest request(String text, int k, boolean excludeSameContent, String itemId) {
        return RetrieveRequest.newBuilder()
                .setProjectId(project.toString())
                .setK(k)
                .setExcludeSameContent(excludeSameContent)
                .addQueries(Query.newBuilder().setText(text).setItemId(itemId))
                .build();
    }

    private void add(String text, String label, String itemId) {
        bases.addExamples(AddExamplesRequest.newBuilder()
                .setKnowledgeBaseId(project.toString())
                .addExamples(Example.newBuilder().setText(text).setLabel(label).setItemId(itemId))
                .build());
    }
}
