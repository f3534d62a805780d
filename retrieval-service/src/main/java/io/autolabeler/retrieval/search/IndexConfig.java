package io.autolabeler.retrieval.search;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The copies of knowledge bases that searches run on. */
@ConfigMapping(prefix = "autolabeler.index")
public interface IndexConfig {
    /** Folder of this replica alone. Without one the copies live in a temporary folder and are made anew at every start. */
    Optional<Path> directory();

    /** How long a copy that nobody searches stays open. */
    @WithDefault("30m")
    Duration idle();

    /** Up to so many examples every search looks at each of them; above, it goes through a graph and may miss a few. */
    @WithDefault("5000")
    @Min(0)
    @Max(1000000)
    int exactUpTo();
}
