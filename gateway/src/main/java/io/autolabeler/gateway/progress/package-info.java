/** Live progress of runs as server-sent events. */
@NullMarked
package io.autolabeler.gateway.progress;

import org.jspecify.annotations.NullMarked;
