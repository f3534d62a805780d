package io.autolabeler.labeling.run;

import io.autolabeler.learning.v1.EnsureHeadRequest;
import io.autolabeler.learning.v1.EnsureHeadResponse;
import io.autolabeler.learning.v1.HeadServiceGrpc;
import io.autolabeler.learning.v1.HeadServiceGrpc.HeadServiceBlockingStub;
import io.autolabeler.platform.grpc.ServiceChannels;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;

/** Calls to learning-service when a run is prepared. Fallback: the neighbours label instead of a head. */
@ApplicationScoped
class LearningClient {
    private static final long DEADLINE_SECONDS = 5;

    private final HeadServiceBlockingStub heads;

    LearningClient(ServiceChannels channels) {
        this.heads = HeadServiceGrpc.newBlockingStub(channels.to("learning"));
    }

    /** The head trained on the project's examples, or how far it is. */
    EnsureHeadResponse ensure(EnsureHeadRequest request) {
        return heads.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS).ensureHead(request);
    }
}
