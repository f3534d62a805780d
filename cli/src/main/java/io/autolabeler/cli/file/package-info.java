/** The files a user hands in: their format, encoding, columns and rows. */
@NullMarked
package io.autolabeler.cli.file;

import org.jspecify.annotations.NullMarked;
