/** The three servers of the stack, each run from the binaries of a Maven artifact. */
@NullMarked
package io.autolabeler.devstack.server;

import org.jspecify.annotations.NullMarked;
