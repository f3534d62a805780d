/** Runs: a project applied to a dataset, chunk by chunk, safe to kill at any time. */
@NullMarked
package io.autolabeler.labeling.run;

import org.jspecify.annotations.NullMarked;
