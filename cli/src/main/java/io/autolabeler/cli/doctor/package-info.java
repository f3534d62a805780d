/** The verb doctor. */
@NullMarked
package io.autolabeler.cli.doctor;

import org.jspecify.annotations.NullMarked;
