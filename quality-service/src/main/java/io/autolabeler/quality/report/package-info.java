/** Judgements of uploaded files of labels: agreement, consensus, calibration, evaluation, routing, label errors. */
@NullMarked
package io.autolabeler.quality.report;

import org.jspecify.annotations.NullMarked;
