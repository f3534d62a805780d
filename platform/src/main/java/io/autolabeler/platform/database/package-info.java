/** One way to a service's PostgreSQL database: straight-line SQL on virtual threads. */
@NullMarked
package io.autolabeler.platform.database;

import org.jspecify.annotations.NullMarked;
