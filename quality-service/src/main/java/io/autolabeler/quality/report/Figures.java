package io.autolabeler.quality.report;

import io.autolabeler.quality.statistics.Interval;
import io.autolabeler.quality.v1.Bounds;
import io.autolabeler.quality.v1.Estimate;

/** Figures as messages have them. */
final class Figures {
    private Figures() {}

    static Bounds bounds(Interval interval) {
        return Bounds.newBuilder()
                .setLower(interval.lower())
                .setUpper(interval.upper())
                .build();
    }

    static Estimate estimate(double value, Interval interval) {
        return Estimate.newBuilder()
                .setValue(value)
                .setInterval(bounds(interval))
                .build();
    }
}
