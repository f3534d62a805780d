package io.autolabeler.labeling.annotator.embedded;

import io.autolabeler.learning.v1.HeadServiceGrpc;
import io.autolabeler.learning.v1.PredictRequest;
import io.autolabeler.learning.v1.PredictResponse;
import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.platform.errors.TransientFaults;
import io.autolabeler.platform.grpc.ServiceChannels;
import io.grpc.StatusRuntimeException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;

/** Predictions of trained heads from learning-service. Not retried: the neighbours stand ready. */
@ApplicationScoped
class HeadClient {
    private static final int DEADLINE_SECONDS = 5;

    private final ServiceChannels channels;

    HeadClient(ServiceChannels channels) {
        this.channels = channels;
    }

    /** One prediction per vector, in order; UNAVAILABLE while learning-service is away. At most 256 vectors. */
    @CircuitBreaker(requestVolumeThreshold = 4, delay = 2_000, failOn = ServiceException.class)
    PredictResponse predict(PredictRequest request) {
        try {
            return HeadServiceGrpc.newBlockingStub(channels.to("learning"))
                    .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                    .predict(request);
        } catch (StatusRuntimeException e) {
            if (TransientFaults.isTransient(e)) {
                throw ServiceException.unavailable("learning-service does not answer", e);
            }
            throw e;
        }
    }
}
