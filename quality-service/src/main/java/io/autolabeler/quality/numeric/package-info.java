/** Numerical methods that several algorithms share. Pure. */
@NullMarked
package io.autolabeler.quality.numeric;

import org.jspecify.annotations.NullMarked;
