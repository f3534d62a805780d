/** How many requests a key may make. */
@NullMarked
package io.autolabeler.gateway.limit;

import org.jspecify.annotations.NullMarked;
