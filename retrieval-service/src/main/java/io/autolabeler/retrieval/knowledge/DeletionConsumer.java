package io.autolabeler.retrieval.knowledge;

import io.autolabeler.labeling.v1.TextsDeleted;
import io.autolabeler.platform.events.Consumption;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears which projects and datasets were deleted. */
@ApplicationScoped
class DeletionConsumer {
    private static final String NAME = "deletions";

    private final Consumption consumption;
    private final ForgetTexts forgetTexts;

    DeletionConsumer(Consumption consumption, ForgetTexts forgetTexts) {
        this.consumption = consumption;
        this.forgetTexts = forgetTexts;
    }

    @Incoming(NAME)
    @RunOnVirtualThread
    void on(ConsumerRecord<String, byte[]> record) {
        consumption.once(NAME, record, TextsDeleted.parser(), forgetTexts::forget);
    }
}
