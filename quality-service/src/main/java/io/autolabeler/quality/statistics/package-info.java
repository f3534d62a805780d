/** Intervals, quantiles and resampling that all judgements share. */
@NullMarked
package io.autolabeler.quality.statistics;

import org.jspecify.annotations.NullMarked;
