/** The labeler that needs no key: label descriptions, neighbours and the trained head over sentence vectors. */
@NullMarked
package io.autolabeler.labeling.annotator.embedded;

import org.jspecify.annotations.NullMarked;
