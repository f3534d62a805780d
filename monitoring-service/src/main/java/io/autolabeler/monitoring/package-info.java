/** What happened, how it compares, and when to raise the alarm. */
@NullMarked
package io.autolabeler.monitoring;

import org.jspecify.annotations.NullMarked;
