/** API keys: made, listed, revoked, and recognised by their hash. */
@NullMarked
package io.autolabeler.gateway.key;

import org.jspecify.annotations.NullMarked;
