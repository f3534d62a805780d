/** One stack for all tests of a run: who uses it is written down, and the last to leave stops it. */
@NullMarked
package io.autolabeler.devstack.testing;

import org.jspecify.annotations.NullMarked;
