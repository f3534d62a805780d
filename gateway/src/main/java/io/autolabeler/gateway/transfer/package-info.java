/** Files up and down as streams, never held whole. */
@NullMarked
package io.autolabeler.gateway.transfer;

import org.jspecify.annotations.NullMarked;
