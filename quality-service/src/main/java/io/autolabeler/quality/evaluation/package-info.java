/** How well labels agree with gold labels. */
@NullMarked
package io.autolabeler.quality.evaluation;

import org.jspecify.annotations.NullMarked;
