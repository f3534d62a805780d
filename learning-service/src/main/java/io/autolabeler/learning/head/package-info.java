/** Heads: logistic classifiers over sentence vectors, trained, versioned and served per project. */
@NullMarked
package io.autolabeler.learning.head;

import org.jspecify.annotations.NullMarked;
