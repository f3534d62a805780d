/** Exports: input rows with their annotations as CSV, TSV or JSONL. */
@NullMarked
package io.autolabeler.labeling.export;

import org.jspecify.annotations.NullMarked;
