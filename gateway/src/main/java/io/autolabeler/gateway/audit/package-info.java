/** The list of every change made through the gateway. */
@NullMarked
package io.autolabeler.gateway.audit;

import org.jspecify.annotations.NullMarked;
