package io.autolabeler.monitoring.summary;

import io.autolabeler.monitoring.metric.Metric;
import io.autolabeler.monitoring.metric.Total;
import io.autolabeler.monitoring.v1.Figure;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * A figure that is one sum divided by another: {@code numerator / denominator}.
 *
 * @param numerator metrics whose sums are added
 * @param denominator metrics whose counts are added
 */
record Figures(Set<Metric> numerator, Set<Metric> denominator) {
    /** Share of gold and reviewed items whose label was right; an item that is both counts once, by what the reviewer said. */
    static final Figures ACCURACY = new Figures(
            Set.of(Metric.GOLD_ACCURACY, Metric.REVIEW_ACCURACY), Set.of(Metric.GOLD_ACCURACY, Metric.REVIEW_ACCURACY));

    static final Figures COST_PER_ITEM = new Figures(Set.of(Metric.COST_USD), Set.of(Metric.ITEMS));

    /** The figure over a window, with the one of the window before and its course. */
    Figure of(List<Total> window, List<Total> before, List<Total> course) {
        Figure.Builder figure = Figure.newBuilder().setCount((int) Math.min(Integer.MAX_VALUE, count(window)));
        value(window).ifPresent(figure::setValue);
        value(before).ifPresent(figure::setPrevious);
        var byTime = new TreeMap<Instant, List<Total>>();
        course.forEach(each -> byTime.computeIfAbsent(each.time(), time -> new java.util.ArrayList<>())
                .add(each));
        byTime.values().forEach(each -> value(each).ifPresent(figure::addSparkline));
        return figure.build();
    }

    /** Empty without a denominator. */
    OptionalDouble value(List<Total> totals) {
        long count = count(totals);
        double sum = totals.stream()
                .filter(each -> numerator.contains(each.metric()))
                .mapToDouble(Total::sum)
                .sum();
        return count <= 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
    }

    private long count(List<Total> totals) {
        return totals.stream()
                .filter(each -> denominator.contains(each.metric()))
                .mapToLong(Total::count)
                .sum();
    }
}
