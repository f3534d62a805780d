package io.autolabeler.monitoring.summary;

import static org.awaitility.Awaitility.await;

import com.google.protobuf.Timestamp;
import io.autolabeler.common.v1.Annotator;
import io.autolabeler.common.v1.ItemError;
import io.autolabeler.common.v1.Route;
import io.autolabeler.devstack.testing.KafkaTopics;
import io.autolabeler.labeling.v1.AnnotatedItem;
import io.autolabeler.labeling.v1.AnnotationsStored;
import io.autolabeler.labeling.v1.ModelCall;
import io.autolabeler.monitoring.v1.DimensionCount;
import io.autolabeler.monitoring.v1.GetOverviewRequest;
import io.autolabeler.monitoring.v1.GetRunSummaryRequest;
import io.autolabeler.monitoring.v1.MetricPoint;
import io.autolabeler.monitoring.v1.MetricServiceGrpc.MetricServiceBlockingStub;
import io.autolabeler.monitoring.v1.Overview;
import io.autolabeler.monitoring.v1.QueryMetricsRequest;
import io.autolabeler.monitoring.v1.QueryMetricsResponse;
import io.autolabeler.monitoring.v1.RunSummary;
import io.autolabeler.platform.database.Database;
import io.autolabeler.quality.v1.Calibration;
import io.autolabeler.quality.v1.CalibrationFitted;
import io.autolabeler.quality.v1.ReviewDecided;
import io.quarkus.grpc.GrpcClient;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;

/** Events of a fresh project and its run, and what monitoring-service makes of them. */
abstract class MetricCalls {
    static final Annotator EMBEDDED =
            Annotator.newBuilder().setModel("embedded").build();

    @Inject
    @GrpcClient("self")
    MetricServiceBlockingStub metrics;

    final KafkaTopics topics = KafkaTopics.configured();

    @Inject
    Database database;

    final UUID projectId = UUID.randomUUID();
    final UUID runId = UUID.randomUUID();

    /** The run is unknown until its first event was counted. */
    static ConditionFactory soon() {
        return await().ignoreExceptions();
    }

    void send(UUID id, AnnotationsStored event) {
        topics.send("labeling.annotations.v1", runId.toString(), id, event);
    }

    void review(ReviewDecided event) {
        topics.send("quality.reviews.v1", event.getItemId(), UUID.randomUUID(), event);
    }

    void calibrated(double ece, Instant time) {
        topics.send(
                "quality.calibrations.v1",
                projectId.toString(),
                UUID.randomUUID(),
                CalibrationFitted.newBuilder()
                        .setCalibration(Calibration.newBuilder()
                                .setProjectId(projectId.toString())
                                .setAnnotator(EMBEDDED)
                                .setEceAfter(ece))
                        .build(),
                time);
    }

    AnnotationsStored event(AnnotatedItem... items) {
        return AnnotationsStored.newBuilder()
                .setRunId(runId.toString())
                .setProjectId(projectId.toString())
                .setAnnotator(EMBEDDED)
                .addAllItems(List.of(items))
                .addCalls(ModelCall.newBuilder().setModel("embedded").setInputTokens(10))
                .build();
    }

    static AnnotatedItem good(double confidence, String label, String gold) {
        return AnnotatedItem.newBuilder()
                .setItemId(UUID.randomUUID().toString())
                .setLabel(label)
                .setGoldLabel(gold)
                .setConfidence(confidence)
                .setRoute(Route.Value.AUTO_ACCEPT)
                .setSeconds(.01)
                .build();
    }

    static AnnotatedItem failed() {
        return AnnotatedItem.newBuilder()
                .setItemId(UUID.randomUUID().toString())
                .setError(ItemError.Code.TIMEOUT)
                .build();
    }

    RunSummary summary() {
        return metrics.getRunSummary(
                GetRunSummaryRequest.newBuilder().setRunId(runId.toString()).build());
    }

    Overview overview(int days) {
        return metrics.getOverview(GetOverviewRequest.newBuilder()
                .setProjectId(projectId.toString())
                .setDays(days)
                .build());
    }

    QueryMetricsResponse query(String metric) {
        return metrics.queryMetrics(
                request(metric, Instant.now().minus(Duration.ofHours(1))).build());
    }

    double sum(String metric) {
        return query(metric).getPointsList().stream()
                .mapToDouble(MetricPoint::getSum)
                .sum();
    }

    QueryMetricsRequest.Builder request(String metric, Instant start) {
        return QueryMetricsRequest.newBuilder()
                .setMetric(metric)
                .setProjectId(projectId.toString())
                .setStartTime(Timestamp.newBuilder().setSeconds(start.getEpochSecond()));
    }

    BigDecimal storedCost() {
        return new BigDecimal(database.first(
                        "select coalesce(sum(sum), 0)::text from metric_point where metric = 'cost_usd' and run_id = $1",
                        row -> row.getString(0),
                        runId)
                .orElseThrow());
    }

    static DimensionCount count(String dimension, int count) {
        return DimensionCount.newBuilder()
                .setDimension(dimension)
                .setCount(count)
                .build();
    }
}
