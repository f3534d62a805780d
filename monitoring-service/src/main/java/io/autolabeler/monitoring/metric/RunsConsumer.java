package io.autolabeler.monitoring.metric;

import io.autolabeler.labeling.v1.RunStateChanged;
import io.autolabeler.platform.events.Consumption;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Notes runs as soon as they start, so that the summary of one without annotations yet is empty and not missing. */
@ApplicationScoped
class RunsConsumer {
    private final Consumption consumption;
    private final SeenRepository seen;

    RunsConsumer(Consumption consumption, SeenRepository seen) {
        this.consumption = consumption;
        this.seen = seen;
    }

    @Incoming("runs")
    @RunOnVirtualThread
    void on(ConsumerRecord<String, byte[]> record) {
        consumption.once(
                "runs",
                record,
                RunStateChanged.parser(),
                (transaction, event) -> seen.addRun(
                        transaction,
                        UUID.fromString(event.getRun().getId()),
                        UUID.fromString(event.getRun().getProjectId())));
    }
}
