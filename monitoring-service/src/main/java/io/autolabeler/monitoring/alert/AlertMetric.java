package io.autolabeler.monitoring.alert;

import io.autolabeler.monitoring.metric.Metric;
import io.autolabeler.monitoring.metric.Total;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** A metric as a rule reads it: one number for a window. */
final class AlertMetric {
    private static final String ERROR_RATE = "error_rate";
    private static final String HUMAN_REVIEW_RATE = "human_review_rate";

    private AlertMetric() {}

    /** All names a rule may use. */
    static List<String> names() {
        List<String> names = new ArrayList<>(Metric.names());
        names.add(ERROR_RATE);
        names.add(HUMAN_REVIEW_RATE);
        return names;
    }

    /** The stored metrics that the number is made of. */
    static List<Metric> sources(String name) {
        return switch (name) {
            case ERROR_RATE -> List.of(Metric.FAILED_ITEMS, Metric.ITEMS);
            case HUMAN_REVIEW_RATE -> List.of(Metric.ROUTES);
            default -> List.of(Metric.named(name).orElseThrow());
        };
    }

    /** The number; empty for a mean or a rate of nothing, while a sum of nothing is 0. */
    static OptionalDouble value(String name, List<Total> totals) {
        return switch (name) {
            case ERROR_RATE ->
                ratio(
                        count(totals, each -> each.metric() == Metric.FAILED_ITEMS),
                        count(totals, each -> each.metric() == Metric.ITEMS));
            case HUMAN_REVIEW_RATE ->
                ratio(count(totals, each -> !each.dimension().equals("AUTO_ACCEPT")), count(totals, each -> true));
            default -> value(Metric.named(name).orElseThrow(), totals);
        };
    }

    private static OptionalDouble value(Metric metric, List<Total> totals) {
        double sum = totals.stream().mapToDouble(Total::sum).sum();
        return switch (metric.reading()) {
            case SUM -> OptionalDouble.of(sum);
            case MEAN -> ratio(sum, count(totals, each -> true));
        };
    }

    private static double count(List<Total> totals, Predicate<Total> which) {
        return totals.stream().filter(which).mapToLong(Total::count).sum();
    }

    private static OptionalDouble ratio(double part, double whole) {
        return whole > 0 ? OptionalDouble.of(part / whole) : OptionalDouble.empty();
    }
}
