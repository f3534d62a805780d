/** The verb projects. */
@NullMarked
package io.autolabeler.cli.project;

import org.jspecify.annotations.NullMarked;
