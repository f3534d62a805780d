package io.autolabeler.labeling.annotator.cache;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The model-response cache. */
@ConfigMapping(prefix = "autolabeler.cache")
public interface CacheConfig {
    /** False: every answer is asked for again. */
    @WithDefault("true")
    boolean enabled();

    /** How long an answer is kept. */
    @WithDefault("30D")
    Duration timeToLive();

    /** How long Redis may take, before the cache does without. */
    @WithDefault("200ms")
    Duration timeout();
}
