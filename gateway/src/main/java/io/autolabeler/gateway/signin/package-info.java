/** Signing in: bearer keys, one-time codes and the browser sessions they become. */
@NullMarked
package io.autolabeler.gateway.signin;

import org.jspecify.annotations.NullMarked;
