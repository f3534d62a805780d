/** The verb datasets, and how a file gets into one. */
@NullMarked
package io.autolabeler.cli.dataset;

import org.jspecify.annotations.NullMarked;
