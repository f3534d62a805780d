package io.autolabeler.retrieval.embedding;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** The sentence model of this process. */
@ConfigMapping(prefix = "autolabeler.embedding")
public interface EmbeddingConfig {
    /** Cores the model may use at once. */
    @WithDefault("2")
    @Min(1)
    @Max(64)
    int threads();

    /** Texts that go through the model together; more than 32 gain nothing. */
    @WithDefault("16")
    @Min(1)
    @Max(64)
    int batchTexts();

    /** Padded tokens that go through the model together; much above 2,000 it keeps gigabytes of memory. */
    @WithDefault("2000")
    @Min(512)
    @Max(8192)
    int batchTokens();

    /** Texts that may wait; who comes later waits for room, at most as long as for an answer. */
    @WithDefault("8192")
    @Min(256)
    @Max(100000)
    int queueTexts();

    /** How long a caller waits for its vectors before it is told to come back. */
    @WithDefault("60s")
    Duration timeout();

    /** Vectors kept in memory by the hash of their text, about 1.7 kB each; 0: none. */
    @WithDefault("10000")
    @Min(0)
    @Max(1000000)
    int cacheTexts();
}
