package io.autolabeler.quality.report;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Reports on uploaded files. */
@ConfigMapping(prefix = "autolabeler.report")
public interface ReportConfig {
    /** Largest file, in uncompressed bytes; a file of a million annotations has about 30 MB. */
    @WithDefault("67108864")
    @Min(1)
    @Max(1_073_741_824)
    long largestFile();

    /** Longest time that the work on one report may take. */
    @WithDefault("15m")
    Duration longestWork();

    /** How long a report in work is its replica's after the last sign of life. */
    @WithDefault("20s")
    Duration lease();

    /** How often work on a report is begun before it is given up, when the service stops in between. */
    @WithDefault("3")
    @Min(1)
    int mostAttempts();

    /** How long reports are kept. */
    @WithDefault("30d")
    Duration retention();

    /** How often the service looks for reports to work on. */
    @WithDefault("500ms")
    Duration checkInterval();
}
