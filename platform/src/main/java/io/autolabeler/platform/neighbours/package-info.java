/** The vote of the nearest labeled vectors, one rule for whoever labels by it and whoever judges it. */
@NullMarked
package io.autolabeler.platform.neighbours;

import org.jspecify.annotations.NullMarked;
