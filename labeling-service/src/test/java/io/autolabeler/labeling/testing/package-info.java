/** What several tests of this service share. */
@NullMarked
package io.autolabeler.labeling.testing;

import org.jspecify.annotations.NullMarked;
