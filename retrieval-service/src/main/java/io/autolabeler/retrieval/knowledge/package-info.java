/** Knowledge bases: the labeled examples of each project, where they come from and how they go. */
@NullMarked
package io.autolabeler.retrieval.knowledge;

import org.jspecify.annotations.NullMarked;
