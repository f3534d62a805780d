/** Calibrated confidence and route for batches of labeled items. */
@NullMarked
package io.autolabeler.quality.assessment;

import org.jspecify.annotations.NullMarked;
