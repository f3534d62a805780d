package io.autolabeler.monitoring.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.labeling.v1.Run;
import io.autolabeler.labeling.v1.RunStateChanged;
import io.autolabeler.monitoring.MonitoringStack;
import io.autolabeler.monitoring.v1.GetOverviewRequest;
import io.autolabeler.monitoring.v1.GetRunSummaryRequest;
import io.autolabeler.monitoring.v1.MetricPoint;
import io.autolabeler.monitoring.v1.Overview;
import io.autolabeler.monitoring.v1.QueryMetricsResponse;
import io.autolabeler.platform.caller.Caller;
import io.grpc.stub.MetadataUtils;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "monitoring"))
@QuarkusTestResource(MonitoringStack.class)
class MetricGrpcTest extends MetricCalls {
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
        var stranger = metrics.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(
                new Caller("k", Set.of(UUID.randomUUID().toString())).metadata()));

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
}
