package io.autolabeler.retrieval.search;

import io.autolabeler.platform.caller.Caller;
import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.platform.paging.Paging;
import io.autolabeler.retrieval.embedding.ContentHash;
import io.autolabeler.retrieval.embedding.EmbeddedText;
import io.autolabeler.retrieval.embedding.Embedder;
import io.autolabeler.retrieval.embedding.TextRules;
import io.autolabeler.retrieval.v1.EmbedRequest;
import io.autolabeler.retrieval.v1.EmbedResponse;
import io.autolabeler.retrieval.v1.Embedding;
import io.autolabeler.retrieval.v1.Query;
import io.autolabeler.retrieval.v1.RetrievalService;
import io.autolabeler.retrieval.v1.RetrieveRequest;
import io.autolabeler.retrieval.v1.RetrieveResponse;
import io.autolabeler.retrieval.v1.Retrieved;
import io.autolabeler.retrieval.v1.ScoredExample;
import io.autolabeler.retrieval.v1.Vector;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Embeddings and neighbours over gRPC; the rules of each rpc stand in retrieval.proto. */
@GrpcService
class RetrievalGrpc implements RetrievalService {
    private static final int MOST_NEIGHBOURS = 50;

    private final Embedder embedder;
    private final FindNeighbours neighbours;

    RetrievalGrpc(Embedder embedder, FindNeighbours neighbours) {
        this.embedder = embedder;
        this.neighbours = neighbours;
    }

    @Override
    public Uni<EmbedResponse> embed(EmbedRequest request) {
        return Uni.createFrom().item(() -> {
            TextRules.requireCount("texts", request.getTextsCount());
            TextRules.requireTexts("texts[%d]", request.getTextsList());
            EmbedResponse.Builder response = EmbedResponse.newBuilder().setModel(embedder.modelName());
            embedder.embed(request.getTextsList()).forEach(each -> response.addEmbeddings(message(each)));
            return response.build();
        });
    }

    @Override
    public Uni<RetrieveResponse> retrieve(RetrieveRequest request) {
        return Uni.createFrom().item(() -> {
            UUID projectId = checked(request);
            List<String> texts =
                    request.getQueriesList().stream().map(Query::getText).toList();
            List<EmbeddedText> embedded = embedder.embed(texts);
            List<List<ScoredExample>> found = request.getK() == 0
                    ? texts.stream().map(text -> List.<ScoredExample>of()).toList()
                    : neighbours.find(projectId, probes(request, embedded), request.getK());
            RetrieveResponse.Builder response = RetrieveResponse.newBuilder().setModel(embedder.modelName());
            for (int i = 0; i < embedded.size(); i++) {
                response.addResults(Retrieved.newBuilder()
                        .setEmbedding(message(embedded.get(i)))
                        .addAllNeighbours(found.get(i)));
            }
            return response.build();
        });
    }

    private static UUID checked(RetrieveRequest request) {
        UUID projectId = Paging.id("projectId", request.getProjectId());
        Caller.current().requireProject(request.getProjectId());
        TextRules.requireCount("queries", request.getQueriesCount());
        TextRules.requireTexts(
                "queries[%d].text",
                request.getQueriesList().stream().map(Query::getText).toList());
        if (request.getK() < 0 || request.getK() > MOST_NEIGHBOURS) {
            throw ServiceException.invalid("k", "must be 0 to " + MOST_NEIGHBOURS, request.getK());
        }
        return projectId;
    }

    private static List<Probe> probes(RetrieveRequest request, List<EmbeddedText> embedded) {
        return IntStream.range(0, embedded.size())
                .mapToObj(i -> {
                    Query query = request.getQueries(i);
                    return new Probe(
                            embedded.get(i).vector(),
                            query.getItemId(),
                            request.getExcludeSameContent() ? ContentHash.of(query.getText()) : null);
                })
                .toList();
    }

    private static Embedding message(EmbeddedText embedded) {
        Vector.Builder vector = Vector.newBuilder();
        for (float value : embedded.vector()) {
            vector.addValues(value);
        }
        return Embedding.newBuilder()
                .setVector(vector)
                .setTruncated(embedded.truncated())
                .setOtherLanguage(embedded.otherLanguage())
                .build();
    }
}
