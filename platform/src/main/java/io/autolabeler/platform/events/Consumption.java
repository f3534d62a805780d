package io.autolabeler.platform.events;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Transaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Gives each event its effect once, whatever Kafka redelivers.
 *
 * <p>A fault that passes by itself is waited out, so that an outage of the database never fills the dead-letter topic; an
 * event that cannot be read, or fails for its own reasons, is passed on as an exception and becomes a dead letter; one that
 * fails while the service stops is delivered again.
 */
@Singleton
public class Consumption {
    private final Database database;
    private final EventsConfig config;
    private final Patience patience;

    Consumption(Database database, EventsConfig config, Patience patience) {
        this.database = database;
        this.config = config;
        this.patience = patience;
    }

    /** Reads the event and runs its effect in one transaction with the note that it was consumed; a repeated one has none. */
    public <T> void once(
            String consumer,
            ConsumerRecord<String, byte[]> record,
            Parser<T> parser,
            BiConsumer<Transaction, T> effect) {
        T event = read(record, parser);
        UUID id = id(record);
        patiently(
                consumer,
                () -> database.withTransaction(transaction -> {
                    if (isNew(transaction, consumer, id)) {
                        effect.accept(transaction, event);
                    }
                }));
    }

    /** The event's body. Throws IllegalArgumentException for a body that is no such message. */
    public static <T> T read(ConsumerRecord<String, byte[]> record, Parser<T> parser) {
        try {
            return parser.parseFrom(record.value());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("body of " + record.topic() + " must be its protobuf message", e);
        }
    }

    /** The event's time, as its writer stored it. */
    public static java.time.Instant time(ConsumerRecord<String, byte[]> record) {
        Header header = record.headers().lastHeader("ce_time");
        return header == null
                ? java.time.Instant.ofEpochMilli(record.timestamp())
                : OffsetDateTime.parse(text(header)).toInstant();
    }

    /**
     * Runs the action until it ends without a transient fault; other faults are passed on. GivenBackException when the service
     * stops: the event is then delivered again.
     */
    public void patiently(String what, Runnable action) {
        patience.run(what, action);
    }

    @Scheduled(every = "1h", delayed = "5m")
    void forgetOld() {
        database.update(
                "delete from inbox where create_time < $1",
                OffsetDateTime.now(ZoneOffset.UTC).minus(config.inboxRetention()));
    }

    private static boolean isNew(Transaction transaction, String consumer, UUID id) {
        return transaction.update(
                        "insert into inbox (consumer, event_id) values ($1, $2) on conflict do nothing", consumer, id)
                == 1;
    }

    private static UUID id(ConsumerRecord<String, byte[]> record) {
        Header header = record.headers().lastHeader("ce_id");
        if (header == null) {
            throw new IllegalArgumentException("header ce_id is missing on " + record.topic());
        }
        return UUID.fromString(text(header));
    }

    private static String text(Header header) {
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
