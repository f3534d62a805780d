/** Real PostgreSQL, Redis and Kafka without Docker, and the supervisor that starts the services. */
@NullMarked
package io.autolabeler.devstack;

import org.jspecify.annotations.NullMarked;
