/** The verb runs. */
@NullMarked
package io.autolabeler.cli.run;

import org.jspecify.annotations.NullMarked;
