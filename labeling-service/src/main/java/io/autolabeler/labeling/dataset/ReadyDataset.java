package io.autolabeler.labeling.dataset;

import java.util.List;
import java.util.UUID;

/**
 * A dataset whose file is read to its end.
 *
 * @param columns the file's, in order
 * @param itemCount at least 1; ordinals are 0 to one less
 * @param labeled true if it has a label column
 */
public record ReadyDataset(UUID id, UUID projectId, String name, List<String> columns, int itemCount, boolean labeled) {
    public ReadyDataset {
        columns = List.copyOf(columns);
    }
}
