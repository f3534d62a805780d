package io.autolabeler.labeling.annotator;

import io.autolabeler.retrieval.v1.Retrieved;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A text to be labeled.
 *
 * @param retrieved its embedding and nearest labeled examples; null when retrieval is away
 */
public record TextItem(UUID itemId, String text, @Nullable Retrieved retrieved) {}
