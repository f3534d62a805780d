package io.autolabeler.labeling.run;

import io.autolabeler.platform.grpc.ServiceChannels;
import io.autolabeler.quality.v1.AssessRequest;
import io.autolabeler.quality.v1.AssessResponse;
import io.autolabeler.quality.v1.AssessServiceGrpc;
import io.autolabeler.quality.v1.AssessServiceGrpc.AssessServiceBlockingStub;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;

/**
 * Calls to quality-service. Fallback: items keep their raw confidence, get no route and are stored degraded; they are
 * assessed when the service is back.
 */
@ApplicationScoped
class QualityClient {
    private static final long DEADLINE_SECONDS = 3;

    private final AssessServiceBlockingStub quality;

    QualityClient(ServiceChannels channels) {
        this.quality = AssessServiceGrpc.newBlockingStub(channels.to("quality"));
    }

    /** Calibrated confidence and route of each item. */
    @CircuitBreaker(requestVolumeThreshold = 4, failureRatio = 0.5, delay = 1_000)
    AssessResponse assess(AssessRequest request) {
        return quality.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS).assess(request);
    }
}
