package io.autolabeler.labeling.export;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What an export says about one row; null: absent.
 *
 * @param label null for a failed item
 * @param costUsd exact, in US dollars
 * @param finalLabel the reviewed truth where there is one
 * @param labelSource where the final label came from
 */
public record ExportedResult(
        @Nullable String label,
        @Nullable Double confidence,
        @Nullable Double rawConfidence,
        @Nullable String route,
        @Nullable String errorCode,
        @Nullable BigDecimal costUsd,
        @Nullable String model,
        @Nullable String promptVersion,
        @Nullable String runId,
        @Nullable String finalLabel,
        @Nullable String labelSource) {}
