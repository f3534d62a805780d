package io.autolabeler.platform.events;

import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Transaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends what is in the outbox to Kafka, oldest first, and deletes it once the broker has acknowledged it.
 *
 * <p>One replica at a time holds the lock. A kill between acknowledgement and deletion sends an event twice with the same
 * id; the consumers' inbox drops the second.
 */
@Singleton
public class OutboxRelay {
    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final int BATCH = 200;
    private static final long LOCK = 0x6f757462;

    private final Database database;
    private final Topics topics;
    private final EventsConfig config;
    private final String brokers;
    private final String source;
    private final Semaphore work = new Semaphore(0);
    private volatile boolean stopped;
    private @Nullable Thread thread;

    OutboxRelay(
            Database database,
            Topics topics,
            EventsConfig config,
            @ConfigProperty(name = "kafka.bootstrap.servers") String brokers,
            @ConfigProperty(name = "quarkus.application.name") String source) {
        this.database = database;
        this.topics = topics;
        this.config = config;
        this.brokers = brokers;
        this.source = source;
    }

    /** Says that there may be something to send. */
    void wake() {
        work.release();
    }

    void onStart(@Observes StartupEvent event) {
        thread = Thread.ofVirtual().name("outbox-relay").start(this::run);
    }

    void onStop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        wake();
        if (thread != null) {
            thread.join(5_000);
        }
    }

    private void run() {
        try (Producer<String, byte[]> producer = new KafkaProducer<>(producerConfig())) {
            while (!stopped) {
                if (!sendBatch(producer)) {
                    pause();
                }
            }
        }
    }

    /** True if there may be more to send. */
    private boolean sendBatch(Producer<String, byte[]> producer) {
        try {
            return database.inTransaction(transaction -> relay(transaction, producer)) == BATCH;
        } catch (RuntimeException e) {
            if (!stopped) {
                LOG.warnf("outbox not sent, trying again: %s", e.toString());
            }
            return false;
        }
    }

    private int relay(Transaction transaction, Producer<String, byte[]> producer) {
        boolean locked = transaction
                .first("select pg_try_advisory_xact_lock($1)", row -> row.getBoolean(0), LOCK)
                .orElse(false);
        List<Pending> batch = locked ? transaction.list(SELECT, Pending::from, BATCH) : List.of();
        if (!batch.isEmpty()) {
            send(batch, producer);
            transaction.batch(
                    "delete from outbox where id = $1",
                    batch.stream().map(each -> Tuple.of(each.id())).toList());
        }
        return batch.size();
    }

    private void send(List<Pending> batch, Producer<String, byte[]> producer) {
        List<Future<RecordMetadata>> sent = new ArrayList<>(batch.size());
        for (Pending each : batch) {
            sent.add(producer.send(record(each)));
        }
        try {
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka did not take an event", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending events", e);
        }
    }

    private ProducerRecord<String, byte[]> record(Pending event) {
        var record = new ProducerRecord<>(topics.named(event.topic()), event.key(), event.body());
        header(record, "ce_specversion", "1.0");
        header(record, "ce_id", event.eventId().toString());
        header(record, "ce_type", event.type());
        header(record, "ce_source", "/" + source);
        header(record, "ce_time", event.time().toString());
        header(record, "content-type", "application/protobuf");
        for (Map.Entry<String, Object> each : event.trace()) {
            header(record, each.getKey(), each.getValue().toString());
        }
        return record;
    }

    private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private void pause() {
        try {
            if (work.tryAcquire(config.pollInterval().toMillis(), TimeUnit.MILLISECONDS)) {
                work.drainPermits();
            }
        } catch (InterruptedException e) {
            stopped = true;
        }
    }

    private Map<String, Object> producerConfig() {
        return Map.of(
                "bootstrap.servers",
                brokers,
                "key.serializer",
                StringSerializer.class.getName(),
                "value.serializer",
                ByteArraySerializer.class.getName(),
                "acks",
                "all",
                "enable.idempotence",
                true,
                "linger.ms",
                0,
                "delivery.timeout.ms",
                20_000,
                "request.timeout.ms",
                10_000,
                "max.block.ms",
                10_000,
                "max.request.size",
                8 * 1024 * 1024);
    }

    private static final String SELECT = """
            select id, event_id, topic, key, type, body, trace, create_time
            from outbox order by id limit $1""";

    /** A row of the outbox. */
    private record Pending(
            long id,
            UUID eventId,
            String topic,
            String key,
            String type,
            byte[] body,
            JsonObject trace,
            OffsetDateTime time) {
        static Pending from(Row row) {
            return new Pending(
                    row.getLong("id"),
                    row.getUUID("event_id"),
                    row.getString("topic"),
                    row.getString("key"),
                    row.getString("type"),
                    row.getBuffer("body").getBytes(),
                    row.get(JsonObject.class, "trace"),
                    row.getOffsetDateTime("create_time"));
        }
    }
}
