/** Finds the labeled examples nearest to a text, through an index that follows the database. */
@NullMarked
package io.autolabeler.retrieval.search;

import org.jspecify.annotations.NullMarked;
