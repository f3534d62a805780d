/** Which labels are probably wrong, how many there are, and what checking them has shown. */
@NullMarked
package io.autolabeler.quality.labelerror;

import org.jspecify.annotations.NullMarked;
