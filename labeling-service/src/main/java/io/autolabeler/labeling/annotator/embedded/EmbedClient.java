package io.autolabeler.labeling.annotator.embedded;

import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.platform.errors.TransientFaults;
import io.autolabeler.platform.grpc.ServiceChannels;
import io.autolabeler.retrieval.v1.EmbedRequest;
import io.autolabeler.retrieval.v1.EmbedResponse;
import io.autolabeler.retrieval.v1.RetrievalServiceGrpc;
import io.grpc.StatusRuntimeException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;

/** Vectors from retrieval-service. Reads only, so a call that was lost is made again. */
@ApplicationScoped
class EmbedClient {
    private static final int DEADLINE_SECONDS = 30;

    private final ServiceChannels channels;

    EmbedClient(ServiceChannels channels) {
        this.channels = channels;
    }

    /** One embedding per text, in order; UNAVAILABLE while retrieval-service is away. At most 256 texts. */
    @CircuitBreaker(requestVolumeThreshold = 4, delay = 1_000, failOn = ServiceException.class)
    @Retry(maxRetries = 2, delay = 200, delayUnit = ChronoUnit.MILLIS, retryOn = ServiceException.class)
    EmbedResponse embed(List<String> texts) {
        try {
            return RetrievalServiceGrpc.newBlockingStub(channels.to("retrieval"))
                    .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                    .embed(EmbedRequest.newBuilder().addAllTexts(texts).build());
        } catch (StatusRuntimeException e) {
            if (TransientFaults.isTransient(e)) {
                throw ServiceException.unavailable("retrieval-service does not answer", e);
            }
            throw e;
        }
    }
}
