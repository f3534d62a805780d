/** The gateway: the only door, with REST, progress streams, keys, limits and the web pages. */
@NullMarked
package io.autolabeler.gateway;

import org.jspecify.annotations.NullMarked;
