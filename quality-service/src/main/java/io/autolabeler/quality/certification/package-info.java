/** Which labels may be accepted without a look: thresholds with a guarantee, and what watches over them. */
@NullMarked
package io.autolabeler.quality.certification;

import org.jspecify.annotations.NullMarked;
