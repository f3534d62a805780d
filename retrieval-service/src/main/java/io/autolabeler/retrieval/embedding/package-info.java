/** Sentence vectors: the model that ships with the service, its batching, and who may wait for it. */
@NullMarked
package io.autolabeler.retrieval.embedding;

import org.jspecify.annotations.NullMarked;
