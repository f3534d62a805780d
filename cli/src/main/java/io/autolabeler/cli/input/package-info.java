/** The files that verbs read, standard input among them. */
@NullMarked
package io.autolabeler.cli.input;

import org.jspecify.annotations.NullMarked;
