/** Tests of this package. */
@NullMarked
package io.autolabeler.cli.file;

import org.jspecify.annotations.NullMarked;
