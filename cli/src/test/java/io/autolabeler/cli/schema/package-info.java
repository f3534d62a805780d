/** Tests of this package. */
@NullMarked
package io.autolabeler.cli.schema;

import org.jspecify.annotations.NullMarked;
