/** The verb keys. */
@NullMarked
package io.autolabeler.cli.key;

import org.jspecify.annotations.NullMarked;
