/** Annotators: the embedded labeler and language models behind one interface, with their ledger of calls. */
@NullMarked
package io.autolabeler.labeling.annotator;

import org.jspecify.annotations.NullMarked;
