/** Tests of this package. */
@NullMarked
package io.autolabeler.cli.shell;

import org.jspecify.annotations.NullMarked;
