/** What every call to the service passes through. */
@NullMarked
package io.autolabeler.monitoring.call;

import org.jspecify.annotations.NullMarked;
