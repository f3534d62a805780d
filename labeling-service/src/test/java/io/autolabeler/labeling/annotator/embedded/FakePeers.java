package io.autolabeler.labeling.annotator.embedded;

import io.autolabeler.labeling.testing.LoopbackServer;
import io.autolabeler.learning.v1.HeadServiceGrpc;
import io.autolabeler.learning.v1.PredictRequest;
import io.autolabeler.learning.v1.PredictResponse;
import io.autolabeler.learning.v1.Prediction;
import io.autolabeler.retrieval.v1.EmbedRequest;
import io.autolabeler.retrieval.v1.EmbedResponse;
import io.autolabeler.retrieval.v1.Embedding;
import io.autolabeler.retrieval.v1.RetrievalServiceGrpc;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Retrieval and learning as real gRPC servers on the ports of the test profile: "sport" is embedded as (1, 0), all else as
 * (0, 1), and the head's first label, in an order of its own, always has probability .75.
 */
final class FakePeers implements AutoCloseable {
    private final List<String> embedded = new CopyOnWriteArrayList<>();
    private final LoopbackServer retrieval = new LoopbackServer(18092, new Retrieval());
    private LoopbackServer learning = new LoopbackServer(18094, new Heads());

    /** Every text embedded so far. */
    List<String> embedded() {
        return embedded;
    }

    void stopLearning() {
        learning.close();
    }

    void restartLearning() {
        learning = new LoopbackServer(18094, new Heads());
    }

    @Override
    public void close() {
        retrieval.close();
        learning.close();
    }

    private final class Retrieval extends RetrievalServiceGrpc.RetrievalServiceImplBase {
        @Override
        public void embed(EmbedRequest request, StreamObserver<EmbedResponse> to) {
            embedded.addAll(request.getTextsList());
            EmbedResponse.Builder response = EmbedResponse.newBuilder().setModel("words");
            for (String text : request.getTextsList()) {
                float sport = text.equals("sport") ? 1 : 0;
                response.addEmbeddings(Embedding.newBuilder().setVector(EmbeddedLabelerTest.vector(sport, 1 - sport)));
            }
            to.onNext(response.build());
            to.onCompleted();
        }
    }

    private static final class Heads extends HeadServiceGrpc.HeadServiceImplBase {
        @Override
        public void predict(PredictRequest request, StreamObserver<PredictResponse> to) {
            PredictResponse.Builder response =
                    PredictResponse.newBuilder().addLabels("stock_market").addLabels("sport");
            request.getVectorsList()
                    .forEach(each -> response.addPredictions(
                            Prediction.newBuilder().addProbabilities(0.75).addProbabilities(0.25)));
            to.onNext(response.build());
            to.onCompleted();
        }
    }
}
