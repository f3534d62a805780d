package io.autolabeler.quality.report;

import io.autolabeler.platform.grpc.ServiceChannels;
import io.autolabeler.retrieval.v1.EmbedRequest;
import io.autolabeler.retrieval.v1.EmbedResponse;
import io.autolabeler.retrieval.v1.Embedding;
import io.autolabeler.retrieval.v1.RetrievalServiceGrpc;
import io.autolabeler.retrieval.v1.RetrievalServiceGrpc.RetrievalServiceBlockingStub;
import io.grpc.StatusRuntimeException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;

/** Calls retrieval-service for embeddings of texts. Without it a report on texts fails, and is to be asked for again. */
@ApplicationScoped
class EmbeddingClient implements TextEmbeddings {
    /** 256 texts of the greatest length on a busy machine. */
    private static final int DEADLINE_SECONDS = 120;

    private final RetrievalServiceBlockingStub retrieval;

    EmbeddingClient(ServiceChannels channels) {
        this.retrieval = RetrievalServiceGrpc.newBlockingStub(channels.to("retrieval"));
    }

    @Override
    @Retry(maxRetries = 2, delay = 1_000, delayUnit = ChronoUnit.MILLIS, retryOn = StatusRuntimeException.class)
    @CircuitBreaker(requestVolumeThreshold = 4, failureRatio = 0.5, delay = 1_000)
    public Embedded of(List<String> texts) {
        EmbedResponse answer = retrieval
                .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                .embed(EmbedRequest.newBuilder().addAllTexts(texts).build());
        return new Embedded(
                answer.getEmbeddingsList().stream().map(EmbeddingClient::vector).toArray(double[][]::new),
                answer.getModel());
    }

    private static double[] vector(Embedding embedding) {
        return embedding.getVector().getValuesList().stream()
                .mapToDouble(Float::doubleValue)
                .toArray();
    }
}
