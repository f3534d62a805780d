/** A circuit breaker that callers can wait at. */
@NullMarked
package io.autolabeler.labeling.annotator.outage;

import org.jspecify.annotations.NullMarked;
