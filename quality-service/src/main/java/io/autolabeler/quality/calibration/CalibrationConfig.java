package io.autolabeler.quality.calibration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** When calibration maps are fitted. */
@ConfigMapping(prefix = "autolabeler.calibration")
public interface CalibrationConfig {
    /** Gold and reviewed items of an annotator before its first map; until then its confidence is passed on as it is. */
    @WithDefault("100")
    @Min(10)
    int minObservations();

    /** How many times the items of the last fit are needed for the next one. */
    @WithDefault("1.2")
    @DecimalMin("1.01")
    double growth();

    /** Newest items that a map is fitted on. */
    @WithDefault("5000")
    @Min(100)
    @Max(100_000)
    int maxObservations();

    /** How often the service looks for annotators that are due. */
    @WithDefault("2s")
    Duration checkInterval();

    /** How often maps that another replica fitted are looked for. */
    @WithDefault("2s")
    Duration refreshInterval();
}
