/** Calibration maps: what they are fitted on, how, and which one is in force. */
@NullMarked
package io.autolabeler.quality.calibration;

import org.jspecify.annotations.NullMarked;
