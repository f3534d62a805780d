package io.autolabeler.monitoring.metric;

import io.autolabeler.labeling.v1.AnnotatedItem;
import io.autolabeler.labeling.v1.AnnotationsStored;
import io.autolabeler.monitoring.metric.Tally.Scope;
import io.autolabeler.platform.database.Times;
import io.autolabeler.platform.database.Transaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Counts annotations, and tells items labeled again after an error from new ones. */
@ApplicationScoped
class AnnotationsConsumer {
    private final RecordMetrics metrics;
    private final SeenRepository seen;

    private final DayPartitions days;

    AnnotationsConsumer(RecordMetrics metrics, SeenRepository seen, DayPartitions days) {
        this.metrics = metrics;
        this.seen = seen;
        this.days = days;
    }

    @Incoming("annotations")
    @RunOnVirtualThread
    void on(ConsumerRecord<String, byte[]> record) {
        metrics.once("annotations", record, AnnotationsStored.parser(), this::count);
    }

    private void count(Transaction transaction, AnnotationsStored event, Tally tally, Instant minute) {
        UUID runId = UUID.fromString(event.getRunId());
        Scope scope = new Scope(UUID.fromString(event.getProjectId()), runId, minute);
        seen.addRun(transaction, runId, scope.projectId());
        AnnotationTally.count(tally, scope, event);
        event.getItemsList().stream()
                .filter(AnnotatedItem::hasPreviousRoute)
                .forEach(item -> takeBackRoute(tally, scope, item));
        if (!event.getReassessed()) {
            int retried = seen.replaceFailures(transaction, runId, event.getItemsList());
            for (int i = 0; i < retried; i++) {
                tally.add(Metric.RETRIED_ITEMS, scope, event.getAnnotator().getModel(), 1);
            }
        }
    }

    /** In the minute it was counted in, if that is still kept; events of before it was told have only their own. */
    private void takeBackRoute(Tally tally, Scope scope, AnnotatedItem item) {
        Instant minute = item.hasPreviousRouteTime()
                ? days.minute(Times.time(item.getPreviousRouteTime()).toInstant())
                : scope.minute();
        if (days.isKept(minute)) {
            days.ensure(minute);
            AnnotationTally.takeBackRoute(tally, new Scope(scope.projectId(), scope.runId(), minute), item);
        }
    }
}
