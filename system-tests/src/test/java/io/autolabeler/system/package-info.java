/** Tests that cross services, against the really started system. */
@NullMarked
package io.autolabeler.system;

import org.jspecify.annotations.NullMarked;
