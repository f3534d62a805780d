package io.autolabeler.labeling.run;

import io.autolabeler.labeling.annotator.LabelingTask;
import java.util.List;

/** What preparing a run found out: who labels, by which method, and what the user should know. */
record Preparation(
        LabelingTask.Method method,
        int headVersion,
        String promptVersion,
        int exampleCount,
        long estimatedPico,
        List<String> notes) {}
