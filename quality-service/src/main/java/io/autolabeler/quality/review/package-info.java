/** The queue of items that people look at, and what they decide. */
@NullMarked
package io.autolabeler.quality.review;

import org.jspecify.annotations.NullMarked;
