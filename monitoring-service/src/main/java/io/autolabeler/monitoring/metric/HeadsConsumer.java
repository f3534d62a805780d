package io.autolabeler.monitoring.metric;

import io.autolabeler.learning.v1.Head;
import io.autolabeler.learning.v1.HeadTrained;
import io.autolabeler.monitoring.metric.Tally.Scope;
import io.autolabeler.platform.database.Transaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Counts heads as they are trained, with their accuracy. */
@ApplicationScoped
class HeadsConsumer {
    private final RecordMetrics metrics;

    HeadsConsumer(RecordMetrics metrics) {
        this.metrics = metrics;
    }

    @Incoming("heads")
    @RunOnVirtualThread
    void on(ConsumerRecord<String, byte[]> record) {
        metrics.once("heads", record, HeadTrained.parser(), HeadsConsumer::count);
    }

    private static void count(Transaction transaction, HeadTrained event, Tally tally, Instant minute) {
        Head head = event.getHead();
        Scope scope = new Scope(UUID.fromString(head.getProjectId()), Tally.NO_RUN, minute);
        tally.add(Metric.HEADS, scope, "head-" + head.getVersion(), head.getAccuracy());
    }
}
