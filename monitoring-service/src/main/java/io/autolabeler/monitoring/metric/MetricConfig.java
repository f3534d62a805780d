package io.autolabeler.monitoring.metric;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The metric store. */
@ConfigMapping(prefix = "autolabeler.metrics")
public interface MetricConfig {
    /** How long points are kept; whole days are dropped. Events older than this add nothing. */
    @WithDefault("90d")
    Duration retention();
}
