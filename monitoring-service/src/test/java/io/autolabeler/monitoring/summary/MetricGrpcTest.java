package io.autolabeler.monitoring.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Timestamp;
import io.autolabeler.common.v1.Annotator;
import io.autolabeler.common.v1.ItemError;
import io.autolabeler.common.v1.Route;
import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.labeling.v1.AnnotatedItem;
import io.autolabeler.labeling.v1.AnnotationsStored;
import io.autolabeler.labeling.v1.ModelCall;
import io.autolabeler.labeling.v1.Run;
import io.autolabeler.labeling.v1.RunStateChanged;
import io.autolabeler.monitoring.KafkaTopics;
import io.autolabeler.monitoring.MonitoringStack;
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
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "monitoring"))
@QuarkusTestResource(MonitoringStack.class)
class MetricGrpcTest {
    private static final Annotator EMBEDDED =
            Annotator.newBuilder().setModel("embedded").build();

    @Inject
    @GrpcClient("self")
    MetricServiceBlockingStub metrics;

    @Inject
    KafkaTopics topics;

    @Inject
    Database database;

    private final UUID projectId = UUID.randomUUID();
    private final UUID runId = UUID.randomUUID();

    @Test
    void countsAnEventOnceWhateverIsRedelivered() {
        AnnotationsStored event = event(good(.9, "spam", "spam"), good(.7, "ham", "spam"), failed());
        UUID id = UUID.randomUUID();

        send(id, event);
        send(id, event);
        send(UUID.randomUUID(), event(good(.5, "ham", "ham")));

        soon().untilAsserted(() -> assertThat(summary().getItems()).isEqualTo(4));
        RunSummary summary = summary();
        assertThat(summary.getFailed()).isEqualTo(1);
        assertThat(summary.getGoldItems()).isEqualTo(3);
        assertThat(summary.getGoldAccuracy()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(summary.getMeanConfidence()).isCloseTo(.7, within(1e-12));
        assertThat(summary.getLabelsList()).containsExactly(count("ham", 2), count("spam", 1));
        assertThat(summary.getRoutesList()).containsExactly(count("AUTO_ACCEPT", 3));
        assertThat(summary.getErrorsList()).containsExactly(count("TIMEOUT", 1));
        assertThat(summary.getInputTokens()).isEqualTo(20);
        assertThat(query("confidence").getPointsList()).allSatisfy(point -> {
            assertThat(point.getDimension()).isEqualTo("embedded");
            assertThat(point.getMin()).isGreaterThanOrEqualTo(.5);
        });
    }

    @Test
    void keepsSumsOfMoneyExact() {
        AnnotationsStored.Builder event = AnnotationsStored.newBuilder()
                .setRunId(runId.toString())
                .setProjectId(projectId.toString())
                .setAnnotator(EMBEDDED);
        IntStream.range(0, 64)
                .forEach(
                        i -> event.addCalls(ModelCall.newBuilder().setModel("m").setCostPicoUsd(100_000_000_001L)));
        for (int i = 0; i < 20; i++) {
            send(UUID.randomUUID(), event.build());
        }

        BigDecimal exact = BigDecimal.valueOf(100_000_000_001L, 12).multiply(BigDecimal.valueOf(64 * 20));
        soon().untilAsserted(() -> assertThat(storedCost()).isEqualByComparingTo(exact));
        assertThat(summary().getCostUsd()).isEqualTo(exact.doubleValue());
    }

    @Test
    void countsAnItemThatWasRetriedOnce() {
        AnnotatedItem failed = failed();
        send(UUID.randomUUID(), event(failed, good(.9, "spam", "")));
        soon().untilAsserted(() -> assertThat(summary().getFailed()).isEqualTo(1));

        send(
                UUID.randomUUID(),
                event(good(.8, "ham", "").toBuilder()
                        .setItemId(failed.getItemId())
                        .build()));

        soon().untilAsserted(() -> assertThat(summary().getFailed()).isZero());
        assertThat(summary().getItems()).isEqualTo(2);
        assertThat(summary().getErrorsList()).isEmpty();
        assertThat(sum("items")).isEqualTo(3);
    }

    @Test
    void countsADegradedItemOnceAndItsRouteWhenItIsAssessed() {
        AnnotatedItem degraded = good(.9, "spam", "spam").toBuilder()
                .setDegraded(true)
                .clearRoute()
                .clearConfidence()
                .build();
        send(UUID.randomUUID(), event(degraded));
        soon().untilAsserted(() -> assertThat(summary().getItems()).isEqualTo(1));
        assertThat(summary().getRoutesList()).isEmpty();
        assertThat(summary().hasMeanConfidence()).isFalse();

        send(
                UUID.randomUUID(),
                event(degraded.toBuilder()
                                .setDegraded(false)
                                .setConfidence(.6)
                                .setRoute(Route.Value.HUMAN_REVIEW)
                                .build())
                        .toBuilder()
                        .setReassessed(true)
                        .clearCalls()
                        .build());

        soon().untilAsserted(() -> assertThat(summary().getRoutesList()).containsExactly(count("HUMAN_REVIEW", 1)));
        assertThat(summary().getItems()).isEqualTo(1);
        assertThat(summary().getGoldItems()).isEqualTo(1);
        assertThat(summary().getMeanConfidence()).isEqualTo(.6);
        assertThat(sum("degraded_items")).isEqualTo(1);
    }

    @Test
    void countsTheNewestRevisionOfAReviewInWhateverOrder() {
        ReviewDecided first = ReviewDecided.newBuilder()
                .setTaskId(UUID.randomUUID().toString())
                .setProjectId(projectId.toString())
                .setRunId(runId.toString())
                .setItemId(UUID.randomUUID().toString())
                .setLabel("spam")
                .setSuggestion("spam")
                .setAnnotator(EMBEDDED)
                .setRevision(1)
                .build();
        review(first);
        soon().untilAsserted(() -> assertThat(sum("review_accuracy")).isEqualTo(1));

        review(first.toBuilder().setRevision(3).setLabel("ham").build());
        soon().untilAsserted(() -> assertThat(sum("review_accuracy")).isZero());
        review(first.toBuilder().setRevision(2).clearLabel().setWithdrawn(true).build());
        review(first.toBuilder().setTaskId(UUID.randomUUID().toString()).build());

        soon().untilAsserted(() -> assertThat(sum("reviews")).isEqualTo(2));
        assertThat(sum("review_accuracy")).isEqualTo(1);
        review(first.toBuilder().setRevision(4).clearLabel().setWithdrawn(true).build());
        soon().untilAsserted(() -> assertThat(sum("reviews")).isEqualTo(1));
        assertThat(overview(7).getAccuracy().getValue()).isEqualTo(1);
    }

    @Test
    void comparesTheWindowWithTheOneBefore() {
        Instant now = Instant.now();
        send(UUID.randomUUID(), event(good(.9, "spam", "spam"), good(.9, "spam", "ham")));
        topics.send(
                "labeling.annotations.v1",
                runId.toString(),
                UUID.randomUUID(),
                event(good(.9, "spam", "spam")),
                now.minus(Duration.ofDays(10)));
        calibrated(.03, now.minus(Duration.ofDays(10)));
        calibrated(.02, now);

        soon().untilAsserted(() -> {
            assertThat(overview(7).getAccuracy().hasPrevious()).isTrue();
            assertThat(overview(7).getItems()).isEqualTo(2);
            assertThat(overview(7).getEce().getValue()).isEqualTo(.02);
            assertThat(overview(7).getEce().getPrevious()).isEqualTo(.03);
        });
        Overview overview = overview(7);
        assertThat(overview.getAccuracy().getValue()).isEqualTo(.5);
        assertThat(overview.getAccuracy().getPrevious()).isEqualTo(1);
        assertThat(overview.getAccuracy().getSparklineList()).containsExactly(.5);
        assertThat(overview.getItemsPerDay().getValue()).isEqualTo(2 / 7.0);
        assertThat(overview.getItemsPerDay().getSparklineCount()).isEqualTo(60);
        assertThat(overview.getAlpha().hasValue()).isFalse();
        assertThat(overview.getLabelsList()).containsExactly(count("spam", 2));
        assertThat(overview(31).getItems()).isEqualTo(3);
        QueryMetricsResponse days = metrics.queryMetrics(request("items", now.minus(Duration.ofDays(12)))
                .setStepMinutes(1440)
                .build());
        assertThat(days.getPointsList()).extracting(MetricPoint::getCount).containsExactly(1.0, 2.0);
    }

    @Test
    void answersForAnEmptyProjectAndARunThatJustStarted() {
        topics.send(
                "labeling.runs.v1",
                runId.toString(),
                UUID.randomUUID(),
                RunStateChanged.newBuilder()
                        .setRun(Run.newBuilder().setId(runId.toString()).setProjectId(projectId.toString()))
                        .build());

        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(summary().getItems()).isZero());
        Overview overview = overview(7);
        assertThat(overview.getAccuracy().hasValue()).isFalse();
        assertThat(overview.getItemsPerDay().hasValue()).isFalse();
        assertThat(query("items").getPointsList()).isEmpty();
        assertThat(query("items").getStepMinutes()).isEqualTo(1);
    }

    @Test
    void refusesWhatBreaksARule() {
        Instant hour = Instant.now().minus(Duration.ofHours(1));
        assertThatThrownBy(() -> metrics.queryMetrics(request("nonsense", hour).build()))
                .hasMessageContaining("INVALID_ARGUMENT: metric must be one of [items, failed_items, confidence")
                .hasMessageContaining("got nonsense");
        assertThatThrownBy(() -> metrics.queryMetrics(
                        request("items", hour).clearStartTime().build()))
                .hasMessageContaining("startTime must be set");
        assertThatThrownBy(() -> metrics.queryMetrics(
                        request("items", hour.minus(Duration.ofDays(32))).build()))
                .hasMessageContaining("endTime must be at most 31 days after startTime");
        assertThatThrownBy(() -> metrics.queryMetrics(
                        request("items", hour.plus(Duration.ofDays(1))).build()))
                .hasMessageContaining("endTime must be after startTime");
        assertThatThrownBy(() -> metrics.queryMetrics(
                        request("items", hour).setStepMinutes(-1).build()))
                .hasMessageContaining("stepMinutes must be 1 to 1440, got -1");
        assertThatThrownBy(() -> metrics.queryMetrics(
                        request("items", hour).setRunId("x").build()))
                .hasMessageContaining("runId must be an id");
        assertThatThrownBy(() -> overview(32)).hasMessageContaining("days must be 1 to 31, got 32");
        assertThatThrownBy(this::summary).hasMessageContaining("NOT_FOUND: there is no run");
    }

    @Test
    void hidesProjectsFromAKeyOfAnother() {
        send(UUID.randomUUID(), event(good(.9, "spam", "spam")));
        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(summary().getItems()).isEqualTo(1));
        var stranger = metrics.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(strangersMetadata()));

        assertThat(stranger.getOverview(GetOverviewRequest.getDefaultInstance()).getItems())
                .isZero();
        assertThatThrownBy(() -> stranger.getOverview(GetOverviewRequest.newBuilder()
                        .setProjectId(projectId.toString())
                        .build()))
                .hasMessageContaining("PERMISSION_DENIED");
        assertThatThrownBy(() -> stranger.getRunSummary(GetRunSummaryRequest.newBuilder()
                        .setRunId(runId.toString())
                        .build()))
                .hasMessageContaining("PERMISSION_DENIED");
    }

    /** The run is unknown until its first event was counted. */
    private static ConditionFactory soon() {
        return await().ignoreExceptions();
    }

    private void send(UUID id, AnnotationsStored event) {
        topics.send("labeling.annotations.v1", runId.toString(), id, event);
    }

    private void review(ReviewDecided event) {
        topics.send("quality.reviews.v1", event.getItemId(), UUID.randomUUID(), event);
    }

    private void calibrated(double ece, Instant time) {
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

    private AnnotationsStored event(AnnotatedItem... items) {
        return AnnotationsStored.newBuilder()
                .setRunId(runId.toString())
                .setProjectId(projectId.toString())
                .setAnnotator(EMBEDDED)
                .addAllItems(List.of(items))
                .addCalls(ModelCall.newBuilder().setModel("embedded").setInputTokens(10))
                .build();
    }

    private static AnnotatedItem good(double confidence, String label, String gold) {
        return AnnotatedItem.newBuilder()
                .setItemId(UUID.randomUUID().toString())
                .setLabel(label)
                .setGoldLabel(gold)
                .setConfidence(confidence)
                .setRoute(Route.Value.AUTO_ACCEPT)
                .setSeconds(.01)
                .build();
    }

    private static AnnotatedItem failed() {
        return AnnotatedItem.newBuilder()
                .setItemId(UUID.randomUUID().toString())
                .setError(ItemError.Code.TIMEOUT)
                .build();
    }

    private RunSummary summary() {
        return metrics.getRunSummary(
                GetRunSummaryRequest.newBuilder().setRunId(runId.toString()).build());
    }

    private Overview overview(int days) {
        return metrics.getOverview(GetOverviewRequest.newBuilder()
                .setProjectId(projectId.toString())
                .setDays(days)
                .build());
    }

    private QueryMetricsResponse query(String metric) {
        return metrics.queryMetrics(
                request(metric, Instant.now().minus(Duration.ofHours(1))).build());
    }

    private double sum(String metric) {
        return query(metric).getPointsList().stream()
                .mapToDouble(MetricPoint::getSum)
                .sum();
    }

    private QueryMetricsRequest.Builder request(String metric, Instant start) {
        return QueryMetricsRequest.newBuilder()
                .setMetric(metric)
                .setProjectId(projectId.toString())
                .setStartTime(Timestamp.newBuilder().setSeconds(start.getEpochSecond()));
    }

    private BigDecimal storedCost() {
        return new BigDecimal(database.first(
                        "select coalesce(sum(sum), 0)::text from metric_point where metric = 'cost_usd' and run_id = $1",
                        row -> row.getString(0),
                        runId)
                .orElseThrow());
    }

    private static DimensionCount count(String dimension, int count) {
        return DimensionCount.newBuilder()
                .setDimension(dimension)
                .setCount(count)
                .build();
    }

    private static Metadata strangersMetadata() {
        Metadata metadata = new Metadata();
        metadata.put(Metadata.Key.of("autolabeler-caller-key", Metadata.ASCII_STRING_MARSHALLER), "k");
        metadata.put(
                Metadata.Key.of("autolabeler-caller-projects", Metadata.ASCII_STRING_MARSHALLER),
                UUID.randomUUID().toString());
        return metadata;
    }
}
