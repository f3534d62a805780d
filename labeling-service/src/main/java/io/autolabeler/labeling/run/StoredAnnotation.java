package io.autolabeler.labeling.run;

import io.autolabeler.common.v1.ItemError;
import io.autolabeler.common.v1.LabelScore;
import io.autolabeler.common.v1.Route;
import io.autolabeler.labeling.annotator.Outcome;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One item's annotation as it goes into the database.
 *
 * @param scores best first; empty with an error and where people label
 * @param confidence calibrated, or raw while degraded; null without scores
 * @param route null with an error or while degraded
 * @param assessed null with an error, while degraded and where people label
 */
record StoredAnnotation(
        UUID itemId,
        int ordinal,
        List<LabelScore> scores,
        @Nullable Double confidence,
        boolean uncalibrated,
        Route.@Nullable Value route,
        @Nullable ItemError error,
        boolean degraded,
        String promptVersion,
        boolean truncated,
        boolean otherLanguage,
        boolean cached,
        @Nullable Assessed assessed,
        Outcome.Usage usage) {

    String label() {
        return scores.isEmpty() ? "" : scores.getFirst().getLabel();
    }

    /** A person is to look at it whatever its route. */
    boolean audit() {
        return assessed != null && assessed.assessment().getAudit();
    }

    @Nullable
    UUID calibrationId() {
        return assessed == null ? null : assessed.calibrationId();
    }

    @Nullable
    UUID certificateId() {
        return assessed == null ? null : assessed.certificateId();
    }

    @Nullable
    Double rawConfidence() {
        return scores.isEmpty() ? null : scores.getFirst().getScore();
    }
}
