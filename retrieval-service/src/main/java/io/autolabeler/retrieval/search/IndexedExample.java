package io.autolabeler.retrieval.search;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the index is told of an example: the vector and what may exclude it, never its text.
 *
 * @param itemId the item it was made from; empty: none
 * @param vector L2-normalised; null: the example is gone
 * @param revision of the knowledge base when the example last changed
 */
record IndexedExample(UUID id, String itemId, String contentHash, float @Nullable [] vector, int revision) {}
