package io.autolabeler.monitoring.summary;

import io.autolabeler.monitoring.metric.Metric;
import io.autolabeler.monitoring.metric.MetricRepository;
import io.autolabeler.monitoring.metric.MetricRepository.Selection;
import io.autolabeler.monitoring.metric.SeenRepository;
import io.autolabeler.monitoring.metric.Total;
import io.autolabeler.monitoring.v1.RunSummary;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** What became of a run's items; one that failed and was labeled again counts once, as what it is now. */
@Singleton
class ReadRunSummary {
    private static final List<Metric> COUNTED = List.of(
            Metric.ITEMS,
            Metric.RETRIED_ITEMS,
            Metric.CONFIDENCE,
            Metric.LABELS,
            Metric.ROUTES,
            Metric.GOLD_ACCURACY,
            Metric.INPUT_TOKENS,
            Metric.OUTPUT_TOKENS,
            Metric.COST_USD);

    private final MetricRepository points;
    private final SeenRepository seen;

    ReadRunSummary(MetricRepository points, SeenRepository seen) {
        this.points = points;
        this.seen = seen;
    }

    RunSummary of(UUID runId) {
        List<Total> totals = points.totals(Selection.run(COUNTED, runId));
        List<String> failures = seen.openFailures(runId);
        RunSummary.Builder summary = RunSummary.newBuilder()
                .setRunId(runId.toString())
                .setItems(count(totals, Metric.ITEMS) - count(totals, Metric.RETRIED_ITEMS))
                .setFailed(failures.size())
                .setGoldItems(count(totals, Metric.GOLD_ACCURACY))
                .addAllLabels(ReadOverview.dimensionCounts(Total.counts(totals, Metric.LABELS)))
                .addAllRoutes(ReadOverview.dimensionCounts(Total.counts(totals, Metric.ROUTES)))
                .addAllErrors(ReadOverview.dimensionCounts(grouped(failures)))
                .setInputTokens(ReadOverview.sum(totals, Metric.INPUT_TOKENS))
                .setOutputTokens(ReadOverview.sum(totals, Metric.OUTPUT_TOKENS))
                .setCostUsd(ReadOverview.sum(totals, Metric.COST_USD));
        mean(Metric.GOLD_ACCURACY).value(totals).ifPresent(summary::setGoldAccuracy);
        mean(Metric.CONFIDENCE).value(totals).ifPresent(summary::setMeanConfidence);
        return summary.build();
    }

    private static Figures mean(Metric metric) {
        return new Figures(Set.of(metric), Set.of(metric));
    }

    private static int count(List<Total> totals, Metric metric) {
        return Total.counts(totals, metric).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private static Map<String, Integer> grouped(List<String> codes) {
        Map<String, Integer> counts = new TreeMap<>();
        codes.forEach(code -> counts.merge(code, 1, Integer::sum));
        return counts;
    }
}
