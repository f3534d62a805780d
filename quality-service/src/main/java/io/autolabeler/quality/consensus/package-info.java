/** One label per item from several annotators, and what each annotator's labels are worth. */
@NullMarked
package io.autolabeler.quality.consensus;

import org.jspecify.annotations.NullMarked;
