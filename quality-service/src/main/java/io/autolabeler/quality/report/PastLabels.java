package io.autolabeler.quality.report;

import java.time.Instant;

/**
 * Labels that an annotator gave to items of one true label in an earlier task.
 *
 * @param count expected number, above 0
 * @param at when that was found out
 */
record PastLabels(String annotator, String truth, String label, double count, Instant at) {}
