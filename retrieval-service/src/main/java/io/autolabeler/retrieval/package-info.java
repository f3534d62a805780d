/** The retrieval service: embeddings, knowledge bases, search. */
@NullMarked
package io.autolabeler.retrieval;

import org.jspecify.annotations.NullMarked;
