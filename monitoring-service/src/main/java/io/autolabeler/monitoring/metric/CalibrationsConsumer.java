package io.autolabeler.monitoring.metric;

import io.autolabeler.monitoring.metric.Tally.Scope;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.quality.v1.Calibration;
import io.autolabeler.quality.v1.CalibrationFitted;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Counts the calibration error of maps as they are fitted. */
@ApplicationScoped
class CalibrationsConsumer {
    private final RecordMetrics metrics;

    CalibrationsConsumer(RecordMetrics metrics) {
        this.metrics = metrics;
    }

    @Incoming("calibrations")
    @RunOnVirtualThread
    void on(ConsumerRecord<String, byte[]> record) {
        metrics.once("calibrations", record, CalibrationFitted.parser(), CalibrationsConsumer::count);
    }

    private static void count(Transaction transaction, CalibrationFitted event, Tally tally, Instant minute) {
        Calibration fitted = event.getCalibration();
        Scope scope = new Scope(UUID.fromString(fitted.getProjectId()), Tally.NO_RUN, minute);
        tally.add(Metric.ECE, scope, fitted.getAnnotator().getModel(), fitted.getEceAfter());
    }
}
