package io.autolabeler.gateway.transfer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** Bounds of files. */
@ConfigMapping(prefix = "autolabeler.upload")
public interface TransferConfig {
    /** Bytes that one upload may have, uncompressed. */
    @WithDefault("10737418240")
    @Min(1)
    long largest();
}
