/** The model-response cache in Redis. */
@NullMarked
package io.autolabeler.labeling.annotator.cache;

import org.jspecify.annotations.NullMarked;
