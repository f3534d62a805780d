package io.autolabeler.labeling.testing;

import io.autolabeler.labeling.v1.TextsDeleted;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The deletions that the service told the others. */
@ApplicationScoped
public class Deletions {
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka = "";

    @ConfigProperty(name = "autolabeler.topics.prefix")
    Optional<String> topicPrefix = Optional.empty();

    /** All since the topic was made. */
    public List<TextsDeleted> announced() throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka);
        String topic = topicPrefix.orElse("") + "labeling.deletions.v1";
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<TextsDeleted> deletions = new ArrayList<>();
            for (var each : consumer.poll(Duration.ofSeconds(2))) {
                deletions.add(TextsDeleted.parseFrom(each.value()));
            }
            return deletions;
        }
    }
}
