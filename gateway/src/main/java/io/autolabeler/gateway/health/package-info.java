/** How the gateway and the services behind it are doing. */
@NullMarked
package io.autolabeler.gateway.health;

import org.jspecify.annotations.NullMarked;
