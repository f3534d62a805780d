package io.autolabeler.labeling.project;

import io.autolabeler.common.v1.TaskKind;
import io.autolabeler.labeling.annotator.model.Models;
import io.autolabeler.platform.errors.ServiceException;

/** Which kinds of task which models can do. */
public final class KindRules {
    private KindRules() {}

    /** True for kinds whose answers are more than one label. */
    public static boolean isStructured(TaskKind.Value kind) {
        return switch (kind) {
            case MULTI_LABEL, ENTITIES, RELATIONS -> true;
            case UNSPECIFIED, CLASSIFICATION, SENTIMENT, UNRECOGNIZED -> false;
        };
    }

    /** Throws INVALID_ARGUMENT unless the model can label the kind. */
    public static void requireModel(TaskKind.Value kind, String model) {
        if (isStructured(kind) && !model.equals(Models.PEOPLE)) {
            throw ServiceException.invalid("model", "kind " + kind + " needs model people, got " + model);
        }
    }
}
