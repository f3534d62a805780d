package io.autolabeler.platform.events;

import io.quarkus.arc.Unremovable;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.fault.KafkaFailureHandler;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BiConsumer;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/** Sends events that cannot be dealt with to the dead letters, but not those that were given back: they are delivered again. */
@ApplicationScoped
@Unremovable
@Identifier(DeadLetters.STRATEGY)
class DeadLetters implements KafkaFailureHandler.Factory {
    static final String STRATEGY = "dead-letters";

    private final KafkaFailureHandler.Factory queue;

    DeadLetters(@Identifier(KafkaFailureHandler.Strategy.DEAD_LETTER_QUEUE) KafkaFailureHandler.Factory queue) {
        this.queue = queue;
    }

    @Override
    public KafkaFailureHandler create(
            KafkaConnectorIncomingConfiguration config,
            Vertx vertx,
            KafkaConsumer<?, ?> consumer,
            BiConsumer<Throwable, Boolean> reportFailure) {
        return new Handler(queue.create(config, vertx, consumer, reportFailure));
    }

    private record Handler(KafkaFailureHandler letters) implements KafkaFailureHandler {
        @Override
        public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> record, Throwable reason, Metadata metadata) {
            // An answer that never comes leaves the event unprocessed, so that its offset is not committed.
            return GivenBackException.isBehind(reason)
                    ? Uni.createFrom().nothing()
                    : letters.handle(record, reason, metadata);
        }

        @Override
        public void terminate() {
            letters.terminate();
        }
    }
}
