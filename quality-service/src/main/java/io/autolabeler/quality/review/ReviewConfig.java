package io.autolabeler.quality.review;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The review queue. */
@ConfigMapping(prefix = "autolabeler.review")
public interface ReviewConfig {
    /** How long a task is its reviewer's before it goes back into the queue. */
    @WithDefault("10m")
    Duration lease();

    /** How long a task that a reviewer skipped or escalated is kept from that reviewer. */
    @WithDefault("10m")
    Duration skipPause();
}
