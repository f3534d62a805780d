package io.autolabeler.learning.head;

import io.autolabeler.labeling.v1.TextsDeleted;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.platform.events.Consumption;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Forgets the examples and heads of deleted projects; of deleted datasets the example events tell. */
@ApplicationScoped
class DeletionConsumer {
    private static final String NAME = "deletions";

    private final Consumption consumption;
    private final GoldRepository gold;
    private final ServedHeads heads;

    DeletionConsumer(Consumption consumption, GoldRepository gold, ServedHeads heads) {
        this.consumption = consumption;
        this.gold = gold;
        this.heads = heads;
    }

    @Incoming(NAME)
    @RunOnVirtualThread
    void on(ConsumerRecord<String, byte[]> record) {
        consumption.once(NAME, record, TextsDeleted.parser(), this::forget);
    }

    private void forget(Transaction transaction, TextsDeleted deleted) {
        if (deleted.getDatasetId().isEmpty()) {
            UUID projectId = UUID.fromString(deleted.getProjectId());
            gold.forget(transaction, projectId);
            transaction.afterCommit(() -> heads.forget(projectId));
        }
    }
}
