/** Endpoints that tests and benchmarks start instead of paid ones. */
@NullMarked
package io.autolabeler.devstack.fake;

import org.jspecify.annotations.NullMarked;
