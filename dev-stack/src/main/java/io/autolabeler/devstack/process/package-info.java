/** Processes that outlive the one that started them: started, remembered, found again, stopped. */
@NullMarked
package io.autolabeler.devstack.process;

import org.jspecify.annotations.NullMarked;
