/** How sure the labels are, where they go, and what people decide about them. */
@NullMarked
package io.autolabeler.quality;

import org.jspecify.annotations.NullMarked;
