package io.autolabeler.gateway.client;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the gateway waits for the services. */
@ConfigMapping(prefix = "autolabeler.calls")
public interface CallsConfig {
    /** For one call, unless it is known to take long. */
    @WithDefault("5s")
    Duration deadline();

    /** For a call that embeds or labels texts while the caller waits. */
    @WithDefault("120s")
    Duration longDeadline();

    /** For a service that went away in the middle of an upload or a download. */
    @WithDefault("60s")
    Duration transferPatience();
}
