/** The autolabeler command. */
@NullMarked
package io.autolabeler.cli;

import org.jspecify.annotations.NullMarked;
