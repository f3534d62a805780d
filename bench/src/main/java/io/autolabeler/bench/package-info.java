/** Measures the started system against bounds that were measured in the same run. */
@NullMarked
package io.autolabeler.bench;

import org.jspecify.annotations.NullMarked;
