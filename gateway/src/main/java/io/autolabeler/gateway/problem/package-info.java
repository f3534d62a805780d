/** RFC 9457 problem documents, and the one table that every fault goes through to become one. */
@NullMarked
package io.autolabeler.gateway.problem;

import org.jspecify.annotations.NullMarked;
