/** gRPC between services: channels to the others, and how calls from them run. */
@NullMarked
package io.autolabeler.platform.grpc;

import org.jspecify.annotations.NullMarked;
