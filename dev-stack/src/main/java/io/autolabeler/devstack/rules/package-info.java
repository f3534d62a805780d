/** The dependency rules of the architecture, for the tests of every service. */
@NullMarked
package io.autolabeler.devstack.rules;

import org.jspecify.annotations.NullMarked;
