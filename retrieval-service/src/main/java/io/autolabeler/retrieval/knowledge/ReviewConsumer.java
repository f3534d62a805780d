package io.autolabeler.retrieval.knowledge;

import io.autolabeler.platform.events.Consumption;
import io.autolabeler.quality.v1.ReviewDecided;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears what people decided. */
@ApplicationScoped
class ReviewConsumer {
    private static final String NAME = "reviews";

    private final Consumption consumption;
    private final TakeReview takeReview;

    ReviewConsumer(Consumption consumption, TakeReview takeReview) {
        this.consumption = consumption;
        this.takeReview = takeReview;
    }

    @Incoming(NAME)
    @RunOnVirtualThread
    void on(ConsumerRecord<String, byte[]> record) {
        ReviewDecided review = Consumption.read(record, ReviewDecided.parser());
        consumption.patiently(NAME, () -> takeReview.prepare(review));
        consumption.once(NAME, record, ReviewDecided.parser(), takeReview::take);
    }
}
