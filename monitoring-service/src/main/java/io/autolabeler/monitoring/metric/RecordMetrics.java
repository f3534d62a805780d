package io.autolabeler.monitoring.metric;

import com.google.protobuf.Parser;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.platform.events.Consumption;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Counts an event once, in the minute it happened; the way of every consumer of this service. */
@Singleton
class RecordMetrics {
    private final Consumption consumption;
    private final DayPartitions days;
    private final MetricRepository points;

    RecordMetrics(Consumption consumption, DayPartitions days, MetricRepository points) {
        this.consumption = consumption;
        this.days = days;
        this.points = points;
    }

    /** What an event adds. */
    interface Reading<T> {
        /** Fills the tally; what it must remember goes into the transaction that the tally is stored in. */
        void read(Transaction transaction, T event, Tally tally, Instant minute);
    }

    <T> void once(String consumer, ConsumerRecord<String, byte[]> record, Parser<T> parser, Reading<T> reading) {
        Instant minute = days.minute(Consumption.time(record));
        if (!days.isKept(minute)) {
            return;
        }
        consumption.patiently(consumer, () -> days.ensure(minute));
        consumption.once(consumer, record, parser, (transaction, event) -> {
            Tally tally = new Tally();
            reading.read(transaction, event, tally, minute);
            points.add(transaction, tally);
        });
    }
}
