/** Verbs that have the server judge a file: agreement, consensus, calibration, thresholds, label errors. */
@NullMarked
package io.autolabeler.cli.judge;

import org.jspecify.annotations.NullMarked;
