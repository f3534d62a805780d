package io.autolabeler.retrieval.knowledge;

/**
 * An example to be stored.
 *
 * @param itemId the item it was made from; empty: none
 * @param datasetId the item's dataset; empty: unknown
 * @param vector L2-normalised
 */
record NewExample(String contentHash, String text, String label, String itemId, String datasetId, float[] vector) {}
