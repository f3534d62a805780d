package io.autolabeler.labeling.dataset;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A row as read from a file.
 *
 * @param externalId empty: none
 * @param goldLabel null: unknown
 * @param values in the order of the columns known so far; null at the text column, and where the row has none
 * @param jsonColumns places of the values that are JSON and not strings
 */
record ParsedRow(
        String text,
        String externalId,
        @Nullable String goldLabel,
        List<@Nullable String> values,
        Set<Integer> jsonColumns) {}
