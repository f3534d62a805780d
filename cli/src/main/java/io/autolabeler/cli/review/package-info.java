/** The verb review. */
@NullMarked
package io.autolabeler.cli.review;

import org.jspecify.annotations.NullMarked;
