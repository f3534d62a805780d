package io.autolabeler.quality.calibration;

import io.autolabeler.common.v1.Annotator;
import java.util.UUID;

/** Whose confidence is calibrated: one annotator at work for one project. */
public record Subject(UUID projectId, String model, String promptVersion) {
    /** The subject for a project's annotator. */
    public static Subject of(UUID projectId, Annotator annotator) {
        return new Subject(projectId, annotator.getModel(), annotator.getPromptVersion());
    }

    Annotator annotator() {
        return Annotator.newBuilder()
                .setModel(model)
                .setPromptVersion(promptVersion)
                .build();
    }
}
