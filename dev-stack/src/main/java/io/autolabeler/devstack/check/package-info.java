/** The test command: the whole build with its tests, summed up in one line. */
@NullMarked
package io.autolabeler.devstack.check;

import org.jspecify.annotations.NullMarked;
