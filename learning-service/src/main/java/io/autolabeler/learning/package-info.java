/** The learning service: what is trained on a project's labeled examples. */
@NullMarked
package io.autolabeler.learning;

import org.jspecify.annotations.NullMarked;
