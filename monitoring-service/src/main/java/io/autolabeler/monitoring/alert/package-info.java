/** Alert rules, the alerts they raise, and their delivery. */
@NullMarked
package io.autolabeler.monitoring.alert;

import org.jspecify.annotations.NullMarked;
