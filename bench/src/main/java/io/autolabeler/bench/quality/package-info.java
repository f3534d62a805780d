/** Benchmarks of the quality algorithms, without the service around them. */
@NullMarked
package io.autolabeler.bench.quality;

import org.jspecify.annotations.NullMarked;
