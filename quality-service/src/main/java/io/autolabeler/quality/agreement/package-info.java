/** How far annotators agree beyond chance. */
@NullMarked
package io.autolabeler.quality.agreement;

import org.jspecify.annotations.NullMarked;
