package io.autolabeler.learning.head;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** Trained heads. */
@ConfigMapping(prefix = "autolabeler.heads")
public interface HeadConfig {
    /** Examples a label needs before a head is trained. */
    @WithDefault("8")
    @Min(5)
    @Max(1000)
    int minExamplesPerLabel();

    /** Most examples a head is trained on; of more a stratified sample is taken. Memory and time grow with it. */
    @WithDefault("20000")
    @Min(1000)
    @Max(1000000)
    int maxExamples();

    /** Most examples that cross-validation looks at. */
    @WithDefault("5000")
    @Min(500)
    @Max(100000)
    int crossValidationExamples();

    /** Heads kept in memory for predictions. */
    @WithDefault("64")
    @Min(1)
    @Max(10000)
    int cached();
}
