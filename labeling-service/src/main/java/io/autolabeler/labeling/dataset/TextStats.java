package io.autolabeler.labeling.dataset;

/**
 * How long the texts of a dataset are, in code points, from a sample spread evenly over it.
 *
 * @param sampled texts looked at, at most 200
 */
public record TextStats(int itemCount, int sampled, double meanLength, double p95Length) {}
