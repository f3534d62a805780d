package io.autolabeler.learning.head;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.autolabeler.learning.v1.Head;
import io.autolabeler.learning.v1.HeadTrained;
import io.autolabeler.platform.events.Topics;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The broker as other services use it: sends their events and reads this service's. */
@Singleton
class Broker {
    private final Topics topics;
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<Head> seen = new ArrayList<>();

    Broker(Topics topics, @ConfigProperty(name = "kafka.bootstrap.servers") String servers) {
        this.topics = topics;
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new StringSerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "group.id", "test", "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(topics.named("learning.heads.v1")));
    }

    /** Sends an event under an id; the same id again is a redelivery. */
    void send(String topic, UUID key, UUID eventId, Message event) {
        var record = new ProducerRecord<>(topics.named(topic), key.toString(), event.toByteArray());
        record.headers().add("ce_id", eventId.toString().getBytes(StandardCharsets.UTF_8));
        producer.send(record);
        producer.flush();
    }

    /** All heads of the project announced so far. */
    synchronized List<Head> trained(UUID projectId) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
            try {
                seen.add(HeadTrained.parseFrom(record.value()).getHead());
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
        }
        return seen.stream()
                .filter(head -> head.getProjectId().equals(projectId.toString()))
                .toList();
    }

    @PreDestroy
    void close() {
        producer.close();
        consumer.close();
    }
}
