/** Events between services: outbox, relay, inbox, CloudEvents headers. */
@NullMarked
package io.autolabeler.platform.events;

import org.jspecify.annotations.NullMarked;
