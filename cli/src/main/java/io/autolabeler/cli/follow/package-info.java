/** Watching a run until it ends, and showing how far it is. */
@NullMarked
package io.autolabeler.cli.follow;

import org.jspecify.annotations.NullMarked;
