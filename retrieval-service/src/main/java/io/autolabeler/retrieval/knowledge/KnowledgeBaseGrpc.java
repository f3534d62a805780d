package io.autolabeler.retrieval.knowledge;

import io.autolabeler.platform.caller.Caller;
import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.platform.paging.Paging;
import io.autolabeler.retrieval.embedding.TextRules;
import io.autolabeler.retrieval.search.FindNeighbours;
import io.autolabeler.retrieval.search.StoredExample;
import io.autolabeler.retrieval.v1.AddExamplesRequest;
import io.autolabeler.retrieval.v1.AddExamplesResponse;
import io.autolabeler.retrieval.v1.DeleteExampleRequest;
import io.autolabeler.retrieval.v1.DeleteExampleResponse;
import io.autolabeler.retrieval.v1.GetKnowledgeBaseRequest;
import io.autolabeler.retrieval.v1.KnowledgeBase;
import io.autolabeler.retrieval.v1.KnowledgeBaseService;
import io.autolabeler.retrieval.v1.ListExamplesRequest;
import io.autolabeler.retrieval.v1.ListExamplesResponse;
import io.autolabeler.retrieval.v1.ListKnowledgeBasesRequest;
import io.autolabeler.retrieval.v1.ListKnowledgeBasesResponse;
import io.autolabeler.retrieval.v1.SearchRequest;
import io.autolabeler.retrieval.v1.SearchResponse;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Knowledge bases over gRPC; the rules of each rpc stand in retrieval.proto. */
@GrpcService
class KnowledgeBaseGrpc implements KnowledgeBaseService {
    private static final int DEFAULT_RESULTS = 10;
    private static final int MOST_RESULTS = 50;

    private final KnowledgeBaseRepository bases;
    private final ExampleRepository examples;
    private final AddExamples addExamples;
    private final DeleteExample deleteExample;
    private final FindNeighbours neighbours;

    KnowledgeBaseGrpc(
            KnowledgeBaseRepository bases,
            ExampleRepository examples,
            AddExamples addExamples,
            DeleteExample deleteExample,
            FindNeighbours neighbours) {
        this.bases = bases;
        this.examples = examples;
        this.addExamples = addExamples;
        this.deleteExample = deleteExample;
        this.neighbours = neighbours;
    }

    @Override
    public Uni<ListKnowledgeBasesResponse> listKnowledgeBases(ListKnowledgeBasesRequest request) {
        return Uni.createFrom().item(() -> {
            Paging paging = Paging.of(request.getPageSize(), request.getPageToken());
            var page = paging.page(
                    bases.list(Caller.current().projectFilter(), paging.afterId(), paging.limit()),
                    KnowledgeBase::getId);
            return ListKnowledgeBasesResponse.newBuilder()
                    .addAllKnowledgeBases(page.rows())
                    .setNextPageToken(page.nextPageToken())
                    .build();
        });
    }

    @Override
    public Uni<KnowledgeBase> getKnowledgeBase(GetKnowledgeBaseRequest request) {
        return Uni.createFrom().item(() -> require(project(request.getKnowledgeBaseId())));
    }

    @Override
    public Uni<AddExamplesResponse> addExamples(AddExamplesRequest request) {
        return Uni.createFrom().item(() -> {
            UUID projectId = project(request.getKnowledgeBaseId());
            ExampleRules.check(request.getExamplesList());
            AddExamples.Outcome outcome = addExamples.add(projectId, request.getExamplesList());
            return AddExamplesResponse.newBuilder()
                    .setAdded(outcome.added())
                    .setReplaced(outcome.replaced())
                    .setUnchanged(outcome.unchanged())
                    .setKnowledgeBase(require(projectId))
                    .build();
        });
    }

    @Override
    public Uni<ListExamplesResponse> listExamples(ListExamplesRequest request) {
        return Uni.createFrom().item(() -> {
            Paging paging = Paging.of(request.getPageSize(), request.getPageToken());
            UUID projectId = project(request.getKnowledgeBaseId());
            require(projectId);
            var page = paging.page(
                    examples.list(projectId, paging.afterId(), paging.limit()),
                    each -> each.id().toString());
            ListExamplesResponse.Builder response = ListExamplesResponse.newBuilder();
            for (StoredExample example : page.rows()) {
                response.addExamples(example.message(Integer.MAX_VALUE));
            }
            return response.setNextPageToken(page.nextPageToken()).build();
        });
    }

    @Override
    public Uni<DeleteExampleResponse> deleteExample(DeleteExampleRequest request) {
        return Uni.createFrom().item(() -> {
            UUID projectId = project(request.getKnowledgeBaseId());
            UUID exampleId = Paging.id("exampleId", request.getExampleId());
            require(projectId);
            deleteExample.delete(projectId, exampleId);
            return DeleteExampleResponse.getDefaultInstance();
        });
    }

    @Override
    public Uni<SearchResponse> search(SearchRequest request) {
        return Uni.createFrom().item(() -> {
            UUID projectId = project(request.getKnowledgeBaseId());
            if (request.getK() < 0 || request.getK() > MOST_RESULTS) {
                throw ServiceException.invalid("k", "must be 1 to " + MOST_RESULTS, request.getK());
            }
            if (request.getText().isBlank()) {
                throw ServiceException.invalid("text", "text must not be empty");
            }
            TextRules.requireLength("text", request.getText());
            require(projectId);
            int k = request.getK() == 0 ? DEFAULT_RESULTS : request.getK();
            return SearchResponse.newBuilder()
                    .addAllResults(neighbours.find(projectId, request.getText(), k))
                    .build();
        });
    }

    private static UUID project(String id) {
        UUID projectId = Paging.id("knowledgeBaseId", id);
        Caller.current().requireProject(id);
        return projectId;
    }

    private KnowledgeBase require(UUID projectId) {
        return bases.find(projectId).orElseThrow(() -> missing(projectId));
    }

    private static ServiceException missing(UUID projectId) {
        return ServiceException.notFound("knowledge base", projectId.toString());
    }
}
