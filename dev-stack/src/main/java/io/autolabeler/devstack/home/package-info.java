/** Where an installation keeps its state, its ports and its secrets. */
@NullMarked
package io.autolabeler.devstack.home;

import org.jspecify.annotations.NullMarked;
