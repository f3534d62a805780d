package io.autolabeler.platform.events;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Names of topics in this installation; makes the service's topics, dead letters included, before its consumers start. */
@Singleton
public class Topics {
    private final EventsConfig config;
    private final String brokers;
    private final String deadLetters;

    Topics(
            EventsConfig config,
            @ConfigProperty(name = "kafka.bootstrap.servers") String brokers,
            @ConfigProperty(name = "mp.messaging.connector.smallrye-kafka.dead-letter-queue.topic")
                    String deadLetters) {
        this.config = config;
        this.brokers = brokers;
        this.deadLetters = deadLetters;
    }

    /** The topic's full name: with the installation's prefix. */
    public String named(String topic) {
        return config.prefix().orElse("") + topic;
    }

    void onStart(@Observes @Priority(1) StartupEvent event) throws ExecutionException, InterruptedException {
        List<String> names = config.names().orElse(List.of());
        if (names.isEmpty()) {
            return;
        }
        List<String> wanted = Stream.concat(names.stream().map(this::named), Stream.of(deadLetters))
                .toList();
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers))) {
            Set<String> present = admin.listTopics().names().get();
            create(
                    admin,
                    wanted.stream().filter(name -> !present.contains(name)).toList());
        }
    }

    private void create(Admin admin, List<String> missing) throws ExecutionException, InterruptedException {
        var made = admin.createTopics(missing.stream()
                .map(name -> new NewTopic(name, config.partitions(), config.replicationFactor()))
                .toList());
        for (var each : made.values().values()) {
            try {
                each.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }
}
