/** Samples of labels that people look at to judge the rest. */
@NullMarked
package io.autolabeler.quality.sampling;

import org.jspecify.annotations.NullMarked;
