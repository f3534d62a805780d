package io.autolabeler.retrieval.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.StringValue;
import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.devstack.testing.KafkaTopics;
import io.autolabeler.platform.events.EventsConfig;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "retrieval"))
class DeadLetterTest {
    private static final String DEAD_LETTERS = "retrieval-service.dead-letters.v1";

    @Inject
    EventsConfig config;

    private final KafkaTopics topics = KafkaTopics.configured();

    @Test
    void hasItsTopicFromTheStartWithThePartitionsOfAllOthers() throws Exception {
        String name = topics.prefix() + DEAD_LETTERS;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", topics.brokers()))) {
            assertThat(admin.describeTopics(List.of(name)).allTopicNames().get())
                    .hasEntrySatisfying(
                            name, topic -> assertThat(topic.partitions()).hasSize(config.partitions()));
        }
    }

    @Test
    void getsAnEventThatCannotBeReadWithTheCause() {
        topics.send("labeling.deletions.v1", "unreadable", UUID.randomUUID(), StringValue.of("no such event"));

        await().untilAsserted(() -> assertThat(topics.records(DEAD_LETTERS, "unreadable"))
                .singleElement()
                .extracting(DeadLetterTest::reason)
                .asString()
                .contains("UUID"));
    }

    private static String reason(ConsumerRecord<String, byte[]> letter) {
        return new String(letter.headers().lastHeader("dead-letter-reason").value(), StandardCharsets.UTF_8);
    }
}
