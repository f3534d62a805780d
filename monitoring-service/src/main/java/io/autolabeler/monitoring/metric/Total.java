package io.autolabeler.monitoring.metric;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Points of one metric and dimension, added up; {@code time} is the start of the bucket they fall into. */
public record Total(Metric metric, Instant time, String dimension, long count, double sum, double least, double most) {
    /** How much each dimension of the metric counted. */
    public static Map<String, Integer> counts(List<Total> totals, Metric metric) {
        Map<String, Integer> counts = new TreeMap<>();
        totals.stream()
                .filter(each -> each.metric() == metric)
                .forEach(each -> counts.merge(each.dimension(), Math.toIntExact(each.count()), Integer::sum));
        return counts;
    }
}
