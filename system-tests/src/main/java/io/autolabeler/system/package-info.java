/** The really started system as tests and benchmarks drive it: launcher, REST client, kills and freezes. */
@NullMarked
package io.autolabeler.system;

import org.jspecify.annotations.NullMarked;
