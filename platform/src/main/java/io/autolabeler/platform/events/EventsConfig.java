package io.autolabeler.platform.events;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Topics and the outbox. */
@ConfigMapping(prefix = "autolabeler.topics")
public interface EventsConfig {
    /** Put before every topic's name, so that installations can share a broker. */
    Optional<String> prefix();

    /** Topics this service writes or reads; made at start if they don't exist. */
    Optional<List<String>> names();

    /** Partitions of a topic that is made: the most replicas that can share its work. */
    @WithDefault("8")
    @Min(1)
    @Max(1000)
    int partitions();

    /** Copies of every partition of a topic that is made. */
    @WithDefault("1")
    @Min(1)
    @Max(9)
    short replicationFactor();

    /** How often the outbox is looked at when nothing wakes the relay. */
    @WithDefault("500ms")
    Duration pollInterval();

    /** How long the ids of consumed events are kept: longer than the broker may redeliver. */
    @WithDefault("14d")
    Duration inboxRetention();
}
