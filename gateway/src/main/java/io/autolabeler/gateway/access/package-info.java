/** Who is calling, and what each path asks of a caller. */
@NullMarked
package io.autolabeler.gateway.access;

import org.jspecify.annotations.NullMarked;
