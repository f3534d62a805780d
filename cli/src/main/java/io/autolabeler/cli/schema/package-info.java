/** Label schemas as users write them, and the project they lead to. */
@NullMarked
package io.autolabeler.cli.schema;

import org.jspecify.annotations.NullMarked;
