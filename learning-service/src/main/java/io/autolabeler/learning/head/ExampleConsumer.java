package io.autolabeler.learning.head;

import io.autolabeler.platform.database.Transaction;
import io.autolabeler.platform.events.Consumption;
import io.autolabeler.retrieval.v1.ExamplesChanged;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Collects the labeled examples of every project. */
@ApplicationScoped
class ExampleConsumer {
    private static final String NAME = "examples";

    private final Consumption consumption;
    private final GoldRepository gold;

    ExampleConsumer(Consumption consumption, GoldRepository gold) {
        this.consumption = consumption;
        this.gold = gold;
    }

    @Incoming(NAME)
    @RunOnVirtualThread
    void on(ConsumerRecord<String, byte[]> record) {
        consumption.once(NAME, record, ExamplesChanged.parser(), this::store);
    }

    private void store(Transaction transaction, ExamplesChanged event) {
        UUID projectId = UUID.fromString(event.getProjectId());
        if (gold.isAlive(transaction, projectId)) {
            gold.put(transaction, projectId, event.getModel(), event.getExamplesList());
        }
    }
}
