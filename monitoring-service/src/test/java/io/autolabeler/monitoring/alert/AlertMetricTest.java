package io.autolabeler.monitoring.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.autolabeler.monitoring.metric.Metric;
import io.autolabeler.monitoring.metric.Total;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertMetricTest {
    @Test
    void readsCountsAsSumsAndScoresAsMeans() {
        assertThat(AlertMetric.value(
                        "cost_usd", List.of(total(Metric.COST_USD, "a", 2, .5), total(Metric.COST_USD, "b", 1, 1))))
                .hasValue(1.5);
        assertThat(AlertMetric.value("confidence", List.of(total(Metric.CONFIDENCE, "a", 4, 3))))
                .hasValue(.75);
    }

    @Test
    void readsNothingAsZeroOrAsNoData() {
        assertThat(AlertMetric.value("items", List.of())).hasValue(0);
        assertThat(AlertMetric.value("confidence", List.of())).isEmpty();
        assertThat(AlertMetric.value("error_rate", List.of())).isEmpty();
    }

    @Test
    void readsRates() {
        assertThat(AlertMetric.value(
                        "error_rate", List.of(total(Metric.FAILED_ITEMS, "m", 1, 1), total(Metric.ITEMS, "m", 4, 4))))
                .hasValue(.25);
        assertThat(AlertMetric.value(
                        "human_review_rate",
                        List.of(
                                total(Metric.ROUTES, "AUTO_ACCEPT", 5, 5),
                                total(Metric.ROUTES, "HUMAN_REVIEW", 3, 3),
                                total(Metric.ROUTES, "EXPERT_REVIEW", 2, 2))))
                .hasValue(.5);
    }

    @Test
    void knowsWhereEveryNameComesFrom() {
        assertThat(AlertMetric.names())
                .allSatisfy(name -> assertThat(AlertMetric.sources(name)).isNotEmpty());
    }

    private static Total total(Metric metric, String dimension, long count, double sum) {
        return new Total(metric, Instant.EPOCH, dimension, count, sum, 0, 1);
    }
}
