/** The five services as the gateway calls them: deadline, retry, circuit breaker, stated fallback. */
@NullMarked
package io.autolabeler.gateway.client;

import org.jspecify.annotations.NullMarked;
