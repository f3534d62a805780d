/** The gateway's REST paths and its event stream, as the command calls them. */
@NullMarked
package io.autolabeler.cli.gateway;

import org.jspecify.annotations.NullMarked;
