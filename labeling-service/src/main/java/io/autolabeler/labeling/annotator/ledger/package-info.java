/** The ledger of model calls: a row before each call, its settlement with the chunk, and the run's budget. */
@NullMarked
package io.autolabeler.labeling.annotator.ledger;

import org.jspecify.annotations.NullMarked;
