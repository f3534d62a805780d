package io.autolabeler.labeling.dataset;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One item as a run needs it.
 *
 * @param ordinal its place in the file, from 0
 * @param externalId the value of the id column, else empty
 * @param text may be empty
 * @param goldLabel null where it is unknown
 * @param contentHash SHA-256 of the text in UTF-8
 */
public record StoredItem(
        UUID id,
        int ordinal,
        String externalId,
        String text,
        @Nullable String goldLabel,
        byte[] contentHash) {}
