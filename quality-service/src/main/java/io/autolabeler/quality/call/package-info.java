/** What every call to the service passes through. */
@NullMarked
package io.autolabeler.quality.call;

import org.jspecify.annotations.NullMarked;
