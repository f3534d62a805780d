package io.autolabeler.labeling.run;

import io.autolabeler.quality.v1.AssessResponse;
import io.autolabeler.quality.v1.Assessment;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An item's confidence and route, with what they rest on.
 *
 * @param calibrationId null: the raw confidence
 * @param certificateId null: no certificate was in force or asked for
 */
record Assessed(
        Assessment assessment,
        @Nullable UUID calibrationId,
        @Nullable UUID certificateId) {
    static Assessed of(Assessment assessment, AssessResponse response) {
        return new Assessed(assessment, id(response.getCalibrationId()), id(response.getCertificateId()));
    }

    private static @Nullable UUID id(String id) {
        return id.isEmpty() ? null : UUID.fromString(id);
    }
}
