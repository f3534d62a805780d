/** Having the server judge a file: sending it, waiting for its report, fetching rows, telling what was left out. */
@NullMarked
package io.autolabeler.cli.report;

import org.jspecify.annotations.NullMarked;
