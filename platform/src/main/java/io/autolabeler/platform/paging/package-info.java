/** Page sizes and opaque page tokens. */
@NullMarked
package io.autolabeler.platform.paging;

import org.jspecify.annotations.NullMarked;
