package io.autolabeler.labeling.run;

import io.autolabeler.platform.grpc.ServiceChannels;
import io.autolabeler.retrieval.v1.AddExamplesRequest;
import io.autolabeler.retrieval.v1.AddExamplesResponse;
import io.autolabeler.retrieval.v1.GetKnowledgeBaseRequest;
import io.autolabeler.retrieval.v1.KnowledgeBase;
import io.autolabeler.retrieval.v1.KnowledgeBaseServiceGrpc;
import io.autolabeler.retrieval.v1.KnowledgeBaseServiceGrpc.KnowledgeBaseServiceBlockingStub;
import io.autolabeler.retrieval.v1.RetrievalServiceGrpc;
import io.autolabeler.retrieval.v1.RetrievalServiceGrpc.RetrievalServiceBlockingStub;
import io.autolabeler.retrieval.v1.RetrieveRequest;
import io.autolabeler.retrieval.v1.RetrieveResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;

/**
 * Calls to retrieval-service. Its absence is a transient fault; the fallback is the caller's: a language model labels
 * without examples, the embedded labeler, which has nothing else to go by, waits.
 */
@ApplicationScoped
class RetrievalClient {
    private static final Duration EXAMPLES_DEADLINE = Duration.ofSeconds(60);

    private final RetrievalServiceBlockingStub retrieval;
    private final KnowledgeBaseServiceBlockingStub knowledgeBases;

    RetrievalClient(ServiceChannels channels) {
        this.retrieval = RetrievalServiceGrpc.newBlockingStub(channels.to("retrieval"));
        this.knowledgeBases = KnowledgeBaseServiceGrpc.newBlockingStub(channels.to("retrieval"));
    }

    /** The embedding and nearest examples of each query. */
    @CircuitBreaker(requestVolumeThreshold = 4, failureRatio = 0.5, delay = 1_000)
    RetrieveResponse retrieve(RetrieveRequest request, Duration deadline) {
        return retrieval
                .withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS)
                .retrieve(request);
    }

    /** Adds examples; adding them again changes nothing. */
    AddExamplesResponse addExamples(AddExamplesRequest request) {
        return knowledgeBases
                .withDeadlineAfter(EXAMPLES_DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                .addExamples(request);
    }

    /** The project's knowledge base; an empty one if it has no example yet. */
    KnowledgeBase knowledgeBase(String projectId) {
        try {
            return knowledgeBases
                    .withDeadlineAfter(EXAMPLES_DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                    .getKnowledgeBase(GetKnowledgeBaseRequest.newBuilder()
                            .setKnowledgeBaseId(projectId)
                            .build());
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return KnowledgeBase.newBuilder().setId(projectId).build();
            }
            throw e;
        }
    }
}
