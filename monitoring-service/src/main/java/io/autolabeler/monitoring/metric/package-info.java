/** The metric store: what events count, kept by minute. */
@NullMarked
package io.autolabeler.monitoring.metric;

import org.jspecify.annotations.NullMarked;
