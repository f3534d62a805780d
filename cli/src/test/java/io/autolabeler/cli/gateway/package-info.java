/** Tests of this package. */
@NullMarked
package io.autolabeler.cli.gateway;

import org.jspecify.annotations.NullMarked;
