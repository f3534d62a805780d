/** Projects and the versions of their label schemas. */
@NullMarked
package io.autolabeler.labeling.project;

import org.jspecify.annotations.NullMarked;
