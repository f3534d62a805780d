package io.autolabeler.labeling.run;

import io.autolabeler.labeling.run.AnnotationRepository.Reviewed;
import io.autolabeler.platform.database.Times;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.platform.events.Consumption;
import io.autolabeler.quality.v1.ReviewDecided;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Stores reviewed labels as final labels; the highest revision of a decision wins. */
@ApplicationScoped
class ReviewConsumer {
    private final Consumption consumption;
    private final RunRepository runs;
    private final AnnotationRepository annotations;

    ReviewConsumer(Consumption consumption, ChunkStore store) {
        this.consumption = consumption;
        this.runs = store.runs();
        this.annotations = store.annotations();
    }

    @Incoming("reviews")
    @RunOnVirtualThread
    void on(ConsumerRecord<String, byte[]> record) {
        consumption.once("run-reviews", record, ReviewDecided.parser(), this::store);
    }

    private void store(Transaction transaction, ReviewDecided review) {
        UUID run = UUID.fromString(review.getRunId());
        @Nullable String label = review.getWithdrawn() ? null : FinalLabel.of(review);
        String source = review.getLabelSource().isEmpty() ? "review" : review.getLabelSource();
        UUID item = UUID.fromString(review.getItemId());
        int more = annotations.review(
                transaction,
                run,
                item,
                new Reviewed(label, source, review.getRevision(), Times.time(review.getTime())));
        runs.addReviewed(transaction, run, more);
    }
}
