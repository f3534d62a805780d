package io.autolabeler.retrieval.search;

import java.util.UUID;

/**
 * An example near a probe.
 *
 * @param similarity cosine, in [-1, 1]
 */
record Neighbour(UUID exampleId, double similarity) {}
