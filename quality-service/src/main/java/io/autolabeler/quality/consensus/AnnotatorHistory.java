package io.autolabeler.quality.consensus;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What annotators did in past tasks, as counts that fade: a label weighs half as much after 90 days, and no row of an
 * annotator's confusion starts with more than 50 of them, so that the present can still overrule the past.
 *
 * @param counts already faded and limited
 */
public record AnnotatorHistory(List<Past> counts) {
    private static final double HALF_LIFE_DAYS = 90;
    private static final double MOST_PER_ROW = 50;
    private static final double SECONDS_PER_DAY = Duration.ofDays(1).toSeconds();

    public AnnotatorHistory {
        counts = List.copyOf(counts);
    }

    /**
     * Labels an annotator gave to items of one true class.
     *
     * @param count at least 0 and finite
     */
    public record Past(int annotator, int truth, int label, double count) {
        public Past {
            if (annotator < 0 || truth < 0 || label < 0) {
                throw new IllegalArgumentException("annotator, truth and label must be at least 0, got " + annotator
                        + ", " + truth + " and " + label);
            }
            if (!(count >= 0) || Double.isInfinite(count)) {
                throw new IllegalArgumentException("count must be at least 0 and finite, got " + count);
            }
        }
    }

    /** The same with the time at which they were given; a time to come counts as now. */
    public record Dated(Past past, Instant at) {}

    public static AnnotatorHistory none() {
        return new AnnotatorHistory(List.of());
    }

    /** The history as it weighs at a moment. */
    public static AnnotatorHistory faded(List<Dated> past, Instant now) {
        return new AnnotatorHistory(past.stream()
                .map(each -> {
                    double days = Math.max(0, Duration.between(each.at(), now).toSeconds() / SECONDS_PER_DAY);
                    Past p = each.past();
                    double weight = Math.pow(2, -days / HALF_LIFE_DAYS);
                    return new Past(p.annotator(), p.truth(), p.label(), p.count() * weight);
                })
                .toList());
    }

    /** Adds it to counts in the layout of {@link Detail.Confusions}; rows above the limit shrink as a whole. */
    void addTo(double[] confusions, int annotators, int classes) {
        double[] rows = new double[counts.isEmpty() ? 0 : annotators * classes];
        for (Past each : counts) {
            requireWithin(each, annotators, classes);
            rows[each.annotator() * classes + each.truth()] += each.count();
        }
        for (Past each : counts) {
            double shrink = Math.min(1, MOST_PER_ROW / rows[each.annotator() * classes + each.truth()]);
            int cell = (each.annotator() * classes + each.label()) * classes + each.truth();
            confusions[cell] += each.count() > 0 ? shrink * each.count() : 0;
        }
    }

    private static void requireWithin(Past past, int annotators, int classes) {
        if (past.annotator() >= annotators || Math.max(past.truth(), past.label()) >= classes) {
            throw new IllegalArgumentException(
                    "history must be of " + annotators + " annotators and " + classes + " classes, got " + past);
        }
    }
}
