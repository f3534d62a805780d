/** Connections from this service to the others. */
@NullMarked
package io.autolabeler.platform.grpc;

import org.jspecify.annotations.NullMarked;
