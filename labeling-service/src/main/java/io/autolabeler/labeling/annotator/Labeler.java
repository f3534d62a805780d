package io.autolabeler.labeling.annotator;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Labels batches of texts. Blocks its virtual thread; safe for many chunks at once. */
public interface Labeler {
    /**
     * One outcome per item, in order; a fault of one item never fails the others.
     *
     * @param chunkId null outside a run
     */
    LabeledBatch label(LabelingTask task, @Nullable UUID chunkId, List<TextItem> items);
}
