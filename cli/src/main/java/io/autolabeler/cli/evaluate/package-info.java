/** How well labels agree with gold labels. */
@NullMarked
package io.autolabeler.cli.evaluate;

import org.jspecify.annotations.NullMarked;
