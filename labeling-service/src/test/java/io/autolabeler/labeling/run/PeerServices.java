package io.autolabeler.labeling.run;

import io.autolabeler.common.v1.Route;
import io.autolabeler.labeling.testing.LoopbackServer;
import io.autolabeler.learning.v1.EnsureHeadRequest;
import io.autolabeler.learning.v1.EnsureHeadResponse;
import io.autolabeler.learning.v1.HeadServiceGrpc;
import io.autolabeler.quality.v1.AssessRequest;
import io.autolabeler.quality.v1.AssessResponse;
import io.autolabeler.quality.v1.AssessServiceGrpc;
import io.autolabeler.quality.v1.AssessedItem;
import io.autolabeler.quality.v1.Assessment;
import io.autolabeler.retrieval.v1.AddExamplesRequest;
import io.autolabeler.retrieval.v1.AddExamplesResponse;
import io.autolabeler.retrieval.v1.EmbedRequest;
import io.autolabeler.retrieval.v1.EmbedResponse;
import io.autolabeler.retrieval.v1.Embedding;
import io.autolabeler.retrieval.v1.Example;
import io.autolabeler.retrieval.v1.GetKnowledgeBaseRequest;
import io.autolabeler.retrieval.v1.KnowledgeBase;
import io.autolabeler.retrieval.v1.KnowledgeBaseServiceGrpc;
import io.autolabeler.retrieval.v1.Query;
import io.autolabeler.retrieval.v1.RetrievalServiceGrpc;
import io.autolabeler.retrieval.v1.RetrieveRequest;
import io.autolabeler.retrieval.v1.RetrieveResponse;
import io.autolabeler.retrieval.v1.Retrieved;
import io.autolabeler.retrieval.v1.ScoredExample;
import io.autolabeler.retrieval.v1.Vector;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The services around labeling-service as real gRPC servers on loopback with simple answers: a text that contains a label's
 * example is nearest to it, confidence passes through, heads are never trained. Each can be made unavailable.
 */
final class PeerServices implements AutoCloseable {
    final AtomicInteger retrievals = new AtomicInteger();
    volatile boolean qualityAway;
    volatile boolean retrievalAway;
    /** What routes are told to rest on. */
    static final String CALIBRATION = "01900000-0000-7000-8000-000000000001";

    static final String CERTIFICATE = "01900000-0000-7000-8000-000000000002";

    /** Every item is drawn for an audit. */
    volatile boolean audits;

    private final Map<String, List<Example>> examples = new ConcurrentHashMap<>();
    private final List<LoopbackServer> servers = List.of(
            new LoopbackServer(18092, new Retrieval(), new KnowledgeBases()),
            new LoopbackServer(18093, new Assess()),
            new LoopbackServer(18094, new Heads()));

    /** The examples that were added last. */
    List<Example> examples(String projectId) {
        return examples.getOrDefault(projectId, List.of());
    }

    @Override
    public void close() {
        servers.forEach(LoopbackServer::close);
    }

    private static <T> void answer(StreamObserver<T> to, T message) {
        to.onNext(message);
        to.onCompleted();
    }

    private static void refuse(StreamObserver<?> to) {
        to.onError(Status.UNAVAILABLE.asRuntimeException());
    }

    private static Embedding embedding() {
        return Embedding.newBuilder()
                .setVector(Vector.newBuilder().addValues(1).addValues(0))
                .build();
    }

    private final class Retrieval extends RetrievalServiceGrpc.RetrievalServiceImplBase {
        @Override
        public void retrieve(RetrieveRequest request, StreamObserver<RetrieveResponse> to) {
            if (retrievalAway) {
                refuse(to);
                return;
            }
            retrievals.incrementAndGet();
            RetrieveResponse.Builder response = RetrieveResponse.newBuilder().setModel("words");
            List<Example> known = examples.getOrDefault(request.getProjectId(), List.of());
            request.getQueriesList().forEach(each -> response.addResults(nearest(each, known)));
            answer(to, response.build());
        }

        private Retrieved nearest(Query query, List<Example> known) {
            Retrieved.Builder retrieved = Retrieved.newBuilder().setEmbedding(embedding());
            known.stream()
                    .filter(each -> query.getText().contains(each.getText()))
                    .forEach(each -> retrieved.addNeighbours(
                            ScoredExample.newBuilder().setExample(each).setSimilarity(0.9)));
            return retrieved.build();
        }

        @Override
        public void embed(EmbedRequest request, StreamObserver<EmbedResponse> to) {
            EmbedResponse.Builder response = EmbedResponse.newBuilder().setModel("words");
            request.getTextsList().forEach(each -> response.addEmbeddings(embedding()));
            answer(to, response.build());
        }
    }

    private final class KnowledgeBases extends KnowledgeBaseServiceGrpc.KnowledgeBaseServiceImplBase {
        @Override
        public void addExamples(AddExamplesRequest request, StreamObserver<AddExamplesResponse> to) {
            examples.put(request.getKnowledgeBaseId(), request.getExamplesList());
            answer(to, AddExamplesResponse.getDefaultInstance());
        }

        @Override
        public void getKnowledgeBase(GetKnowledgeBaseRequest request, StreamObserver<KnowledgeBase> to) {
            int count = examples.getOrDefault(request.getKnowledgeBaseId(), List.of())
                    .size();
            answer(
                    to,
                    KnowledgeBase.newBuilder()
                            .setId(request.getKnowledgeBaseId())
                            .setExampleCount(count)
                            .build());
        }
    }

    private final class Assess extends AssessServiceGrpc.AssessServiceImplBase {
        @Override
        public void assess(AssessRequest request, StreamObserver<AssessResponse> to) {
            if (qualityAway) {
                refuse(to);
                return;
            }
            AssessResponse.Builder response =
                    AssessResponse.newBuilder().setCalibrationId(CALIBRATION).setCertificateId(CERTIFICATE);
            request.getItemsList().forEach(each -> response.addAssessments(assessment(each)));
            answer(to, response.build());
        }

        private Assessment assessment(AssessedItem item) {
            double confidence = item.getScores(0);
            return Assessment.newBuilder()
                    .setItemId(item.getItemId())
                    .setConfidence(confidence)
                    .setRoute(confidence >= 0.6 ? Route.Value.AUTO_ACCEPT : Route.Value.HUMAN_REVIEW)
                    .setUncalibrated(true)
                    .setAudit(audits)
                    .build();
        }
    }

    private static final class Heads extends HeadServiceGrpc.HeadServiceImplBase {
        @Override
        public void ensureHead(EnsureHeadRequest request, StreamObserver<EnsureHeadResponse> to) {
            answer(
                    to,
                    EnsureHeadResponse.newBuilder()
                            .setStatus(EnsureHeadResponse.Status.TOO_FEW_EXAMPLES)
                            .setMessage("spam has 1 example of 8")
                            .build());
        }
    }
}
