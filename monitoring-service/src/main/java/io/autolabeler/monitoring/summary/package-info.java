/** Figures over windows and runs, read from the metric store. */
@NullMarked
package io.autolabeler.monitoring.summary;

import org.jspecify.annotations.NullMarked;
