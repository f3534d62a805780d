package io.autolabeler.monitoring.alert;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Size;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Alert rules and the delivery of alerts. */
@ConfigMapping(prefix = "autolabeler.alerts")
public interface AlertsConfig {
    /** A YAML file of rules, read at start and again whenever it changes; none: only rules made over the API. */
    Optional<Path> rulesFile();

    /** How often every rule is evaluated. */
    @WithDefault("60s")
    Duration evaluateEvery();

    /** How often deliveries that are due are looked for. */
    @WithDefault("1s")
    Duration deliverEvery();

    /** Pauses between the attempts of a delivery; after the attempt that follows the last pause it is given up. */
    @WithDefault("1s,5s,30s,5m,15m,30m,1h")
    @Size(min = 1, max = 20)
    List<Duration> retryPauses();
}
