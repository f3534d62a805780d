package io.autolabeler.labeling.run;

import io.autolabeler.common.v1.Routing;
import io.autolabeler.labeling.annotator.LabelingTask;
import io.autolabeler.labeling.v1.Run;
import java.util.UUID;

/**
 * What the engine needs of a run, fixed while it lasts.
 *
 * @param total items to label
 * @param exampleCount examples of the project when the run was prepared
 */
record PinnedRun(
        UUID id,
        UUID datasetId,
        Run.State state,
        LabelingTask task,
        Routing routing,
        int total,
        int exampleCount,
        boolean hasGold) {}
