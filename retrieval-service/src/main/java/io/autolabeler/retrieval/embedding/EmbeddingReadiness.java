package io.autolabeler.retrieval.embedding;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the sentence model is loaded. */
@Readiness
@ApplicationScoped
class EmbeddingReadiness implements HealthCheck {
    private final Embedder embedder;

    EmbeddingReadiness(Embedder embedder) {
        this.embedder = embedder;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("sentence model")
                .status(embedder.isReady())
                .build();
    }
}
