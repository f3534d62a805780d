/** The gateway under test: real PostgreSQL and Redis, services played by a real gRPC server on loopback. */
@NullMarked
package io.autolabeler.gateway.testing;

import org.jspecify.annotations.NullMarked;
