/** The labeling service: projects, datasets, runs, models and cost. */
@NullMarked
package io.autolabeler.labeling;

import org.jspecify.annotations.NullMarked;
