package io.autolabeler.labeling.annotator.embedded;

import io.autolabeler.learning.v1.HeadServiceGrpc;
import io.autolabeler.learning.v1.PredictRequest;
import io.autolabeler.learning.v1.PredictResponse;
import io.autolabeler.learning.v1.Prediction;
import io.autolabeler.retrieval.v1.EmbedRequest;
import io.autolabeler.retrieval.v1.EmbedResponse;
import io.autolabeler.retrieval.v1.Embedding;
import io.autolabeler.retrieval.v1.RetrievalServiceGrpc;
import io.grpc.BindableService;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Retrieval and learning as real gRPC servers on the ports of the test profile: "sport" is embedded as (1, 0), all else as
 * (0, 1), and the head's first label, in an order of its own, always has probability .75.
 */
final class FakePeers implements AutoCloseable {
    private final List<Server> servers = new ArrayList<>();
    private final List<String> embedded = new CopyOnWriteArrayList<>();

    FakePeers() throws IOException {
        serve(18092, new Retrieval());
        serve(18094, new Heads());
    }

    static FakePeers retrievalOnly() throws IOException {
        FakePeers peers = new FakePeers();
        peers.servers.removeLast().shutdownNow();
        return peers;
    }

    /** Every text embedded so far. */
    List<String> embedded() {
        return embedded;
    }

    private void serve(int port, BindableService service) throws IOException {
        servers.add(Grpc.newServerBuilderForPort(port, InsecureServerCredentials.create())
                .addService(service)
                .build()
                .start());
    }

    @Override
    public void close() throws InterruptedException {
        for (Server each : servers) {
            each.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        }
        servers.clear();
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
