/** Who is calling: the key's role and projects, carried in gRPC metadata. */
@NullMarked
package io.autolabeler.platform.caller;

import org.jspecify.annotations.NullMarked;
