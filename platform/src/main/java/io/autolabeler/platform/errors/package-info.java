/** One exception type, and its one table to gRPC statuses. */
@NullMarked
package io.autolabeler.platform.errors;

import org.jspecify.annotations.NullMarked;
