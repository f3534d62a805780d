package io.autolabeler.monitoring.summary;

import io.autolabeler.monitoring.alert.AlertRepository;
import io.autolabeler.monitoring.metric.Metric;
import io.autolabeler.monitoring.metric.MetricRepository;
import io.autolabeler.monitoring.metric.MetricRepository.Selection;
import io.autolabeler.monitoring.metric.Total;
import io.autolabeler.monitoring.v1.DimensionCount;
import io.autolabeler.monitoring.v1.Figure;
import io.autolabeler.monitoring.v1.Overview;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The figures of the overview page. */
@Singleton
class ReadOverview {
    private static final int SPARKLINE = 60;
    private static final List<Metric> COUNTED = List.of(
            Metric.ITEMS,
            Metric.GOLD_ACCURACY,
            Metric.REVIEW_ACCURACY,
            Metric.COST_USD,
            Metric.ROUTES,
            Metric.LABELS,
            Metric.ERRORS);
    private static final List<Metric> DRAWN =
            List.of(Metric.ITEMS, Metric.GOLD_ACCURACY, Metric.REVIEW_ACCURACY, Metric.COST_USD);

    private final MetricRepository points;
    private final AlertRepository alerts;

    ReadOverview(MetricRepository points, AlertRepository alerts) {
        this.points = points;
        this.alerts = alerts;
    }

    /** The last so many days of the projects; null: all. */
    Overview of(String @Nullable [] projects, int days) {
        Window window = Window.ending(Instant.now(), Duration.ofDays(days));
        List<Total> now = points.totals(selection(COUNTED, projects, window));
        List<Total> before = points.totals(selection(COUNTED, projects, window.before()));
        List<Total> course = points.buckets(selection(DRAWN, projects, window), window.start(), window.step(SPARKLINE));
        return Overview.newBuilder()
                .setAccuracy(Figures.ACCURACY.of(now, before, course))
                .setEce(ece(projects, window))
                .setCostPerItem(Figures.COST_PER_ITEM.of(now, before, course))
                .setItemsPerDay(itemsPerDay(window, days, now, before, course))
                .setAlpha(Figure.getDefaultInstance())
                .addAllRoutes(counts(now, Metric.ROUTES))
                .addAllLabels(counts(now, Metric.LABELS))
                .addAllErrors(counts(now, Metric.ERRORS))
                .setItems((int) Math.min(Integer.MAX_VALUE, count(now)))
                .setCostUsd(sum(now, Metric.COST_USD))
                .setFiringAlerts(alerts.countFiring(projects))
                .build();
    }

    /** The newest calibration's, whenever it was fitted; before: the newest at the start of the window. */
    private Figure ece(String @Nullable [] projects, Window window) {
        Figure.Builder figure = Figure.newBuilder();
        List<Metric> ece = List.of(Metric.ECE);
        points.newest(new Selection(ece, projects, null, null, null, null))
                .ifPresent(
                        newest -> figure.setValue(newest.sum() / newest.count()).setCount((int) newest.count()));
        points.newest(new Selection(ece, projects, null, null, null, window.start()))
                .ifPresent(newest -> figure.setPrevious(newest.sum() / newest.count()));
        points.buckets(selection(ece, projects, window), window.start(), window.step(SPARKLINE))
                .forEach(each -> figure.addSparkline(each.sum() / each.count()));
        return figure.build();
    }

    private static Figure itemsPerDay(
            Window window, int days, List<Total> now, List<Total> before, List<Total> course) {
        Figure.Builder figure = Figure.newBuilder().setCount((int) Math.min(Integer.MAX_VALUE, count(now)));
        if (count(now) > 0) {
            figure.setValue((double) count(now) / days);
        }
        if (count(before) > 0) {
            figure.setPrevious((double) count(before) / days);
        }
        int step = window.step(SPARKLINE);
        double[] perDay = new double[SPARKLINE];
        for (Total each : course) {
            if (each.metric() == Metric.ITEMS) {
                long bucket = Duration.between(window.start(), each.time()).toMinutes() / step;
                perDay[(int) Math.clamp(bucket, 0, SPARKLINE - 1)] += each.count() * 1440.0 / step;
            }
        }
        for (double each : perDay) {
            figure.addSparkline(each);
        }
        return figure.build();
    }

    private static List<DimensionCount> counts(List<Total> totals, Metric metric) {
        return dimensionCounts(Total.counts(totals, metric));
    }

    /** Largest first, then by name. */
    static List<DimensionCount> dimensionCounts(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(each -> DimensionCount.newBuilder()
                        .setDimension(each.getKey())
                        .setCount(each.getValue())
                        .build())
                .toList();
    }

    private static long count(List<Total> totals) {
        return totals.stream()
                .filter(each -> each.metric() == Metric.ITEMS)
                .mapToLong(Total::count)
                .sum();
    }

    static double sum(List<Total> totals, Metric metric) {
        return totals.stream()
                .filter(each -> each.metric() == metric)
                .mapToDouble(Total::sum)
                .sum();
    }

    private static Selection selection(List<Metric> metrics, String @Nullable [] projects, Window window) {
        return Selection.window(metrics, projects, window.start(), window.end());
    }
}
