package io.autolabeler.gateway.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How much one key may ask. */
@ConfigMapping(prefix = "autolabeler.limit")
public interface LimitConfig {
    /** Requests per key and minute; as many may come at once, and they are given back evenly. */
    @WithDefault("1200")
    @Min(1)
    @Max(1_000_000)
    int requestsPerMinute();
}
