/** Tests of this package. */
@NullMarked
package io.autolabeler.cli.evaluate;

import org.jspecify.annotations.NullMarked;
