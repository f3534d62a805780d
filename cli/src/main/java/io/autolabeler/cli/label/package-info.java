/** The verbs that label files: label and plan. */
@NullMarked
package io.autolabeler.cli.label;

import org.jspecify.annotations.NullMarked;
