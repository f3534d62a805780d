package io.autolabeler.devstack.testing;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The topics of the service under test as the other services see them.
 *
 * @param brokers where Kafka is
 * @param prefix of every topic's name
 */
public record KafkaTopics(String brokers, String prefix) {

    /** Those of the running test, by its configuration. */
    public static KafkaTopics configured() {
        Config config = ConfigProvider.getConfig();
        return new KafkaTopics(
                config.getValue("kafka.bootstrap.servers", String.class),
                config.getOptionalValue("autolabeler.topics.prefix", String.class)
                        .orElse(""));
    }

    /** Sends an event as another service's relay does; the same id again is the same event again. */
    public void send(String topic, String key, UUID eventId, Message body) {
        send(topic, key, eventId, body, Instant.now());
    }

    /** The same for an event that happened at that time. */
    public void send(String topic, String key, UUID eventId, Message body, Instant time) {
        var record = new ProducerRecord<>(prefix + topic, key, body.toByteArray());
        record.headers().add("ce_id", eventId.toString().getBytes(StandardCharsets.UTF_8));
        record.headers().add("ce_time", time.toString().getBytes(StandardCharsets.UTF_8));
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All events of a topic with the key, in their order. */
    public <T> List<T> read(String topic, String key, Parser<T> parser) {
        List<T> found = new ArrayList<>();
        try {
            for (var record : records(topic, key)) {
                found.add(parser.parseFrom(record.value()));
            }
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    /** All records of a topic with the key, in their order, readable or not. */
    public List<ConsumerRecord<String, byte[]>> records(String topic, String key) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", brokers),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(prefix + topic).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    if (record.key().equals(key)) {
                        found.add(record);
                    }
                }
            }
        }
        return found;
    }
}
