package io.autolabeler.labeling.run;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How runs are cut and worked on. */
@ConfigMapping(prefix = "autolabeler.run")
public interface RunConfig {
    /** Items of a chunk: what is retrieved, labeled, assessed and committed together. */
    @WithDefault("64")
    @Min(1)
    @Max(256)
    int chunkSize();

    /** Chunks of one run that may be outstanding, so that a small run isn't stuck behind a large one. */
    @WithDefault("32")
    @Min(1)
    @Max(1000)
    int outstandingChunks();

    /** Chunks that one replica works on at the same time. */
    @WithDefault("6")
    @Min(1)
    @Max(256)
    int chunksInProgress();

    /** Nearest labeled examples retrieved for an item. */
    @WithDefault("10")
    @Min(1)
    @Max(50)
    int neighbours();

    /** How long a run that is being prepared waits for a trained head before it goes on without. */
    @WithDefault("3m")
    Duration headWait();
}
