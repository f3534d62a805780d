/** The annotator that is nobody: every item goes to people. */
@NullMarked
package io.autolabeler.labeling.annotator.people;

import org.jspecify.annotations.NullMarked;
