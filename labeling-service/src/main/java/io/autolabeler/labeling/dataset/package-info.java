/** Datasets: files of texts read piece by piece, their items, and the rows that could not be read. */
@NullMarked
package io.autolabeler.labeling.dataset;

import org.jspecify.annotations.NullMarked;
