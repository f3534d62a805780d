package io.autolabeler.monitoring.metric;

import io.autolabeler.monitoring.metric.Tally.Scope;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.retrieval.v1.ChangedExample;
import io.autolabeler.retrieval.v1.ExamplesChanged;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Counts examples as they come and go. */
@ApplicationScoped
class ExamplesConsumer {
    private final RecordMetrics metrics;

    ExamplesConsumer(RecordMetrics metrics) {
        this.metrics = metrics;
    }

    @Incoming("examples")
    @RunOnVirtualThread
    void on(ConsumerRecord<String, byte[]> record) {
        metrics.once("examples", record, ExamplesChanged.parser(), ExamplesConsumer::count);
    }

    private static void count(Transaction transaction, ExamplesChanged event, Tally tally, Instant minute) {
        Scope scope = new Scope(UUID.fromString(event.getProjectId()), Tally.NO_RUN, minute);
        for (ChangedExample each : event.getExamplesList()) {
            tally.add(Metric.EXAMPLES, scope, each.getSource(), each.getRemoved() ? -1 : 1);
        }
    }
}
