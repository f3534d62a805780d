/** The launcher's own verbs. */
@NullMarked
package io.autolabeler.devstack.command;

import org.jspecify.annotations.NullMarked;
