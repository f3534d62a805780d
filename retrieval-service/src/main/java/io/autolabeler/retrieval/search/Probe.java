package io.autolabeler.retrieval.search;

import org.jspecify.annotations.Nullable;

/**
 * A vector whose neighbours are wanted.
 *
 * @param vector L2-normalised
 * @param itemId examples made from this item are left out; empty: none
 * @param contentHash the example with this content is left out; null: none
 */
record Probe(float[] vector, String itemId, @Nullable String contentHash) {}
