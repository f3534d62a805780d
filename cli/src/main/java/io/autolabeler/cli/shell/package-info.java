/** What every verb shares: streams, home folder, address and key, how results and failures are printed. */
@NullMarked
package io.autolabeler.cli.shell;

import org.jspecify.annotations.NullMarked;
