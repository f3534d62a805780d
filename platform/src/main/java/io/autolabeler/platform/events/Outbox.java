package io.autolabeler.platform.events;

import com.google.protobuf.Message;
import io.autolabeler.platform.database.Transaction;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.context.Context;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events that leave if, and only if, the transaction they belong to is committed. */
@Singleton
public class Outbox {
    private final OutboxRelay relay;

    Outbox(OutboxRelay relay) {
        this.relay = relay;
    }

    /**
     * Writes the event in the transaction; the relay sends it after the commit.
     *
     * @param topic the topic's name without the installation's prefix
     * @param key the id whose order matters
     */
    public void append(Transaction transaction, String topic, String key, Message body) {
        transaction.update(
                "insert into outbox (topic, key, type, body, trace) values ($1, $2, $3, $4, $5)",
                topic,
                key,
                body.getDescriptorForType().getFullName(),
                io.vertx.core.buffer.Buffer.buffer(body.toByteArray()),
                JsonObject.mapFrom(currentTrace()));
        transaction.afterCommit(relay::wake);
    }

    private static Map<String, String> currentTrace() {
        Map<String, String> headers = new HashMap<>();
        GlobalOpenTelemetry.getPropagators().getTextMapPropagator().inject(Context.current(), headers, Outbox::put);
        return headers;
    }

    private static void put(@Nullable Map<String, String> headers, String name, String value) {
        if (headers != null) {
            headers.put(name, value);
        }
    }
}
