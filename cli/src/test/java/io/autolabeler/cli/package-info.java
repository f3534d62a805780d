/** The command against a real HTTP server that plays the gateway. */
@NullMarked
package io.autolabeler.cli;

import org.jspecify.annotations.NullMarked;
