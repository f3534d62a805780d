package io.autolabeler.monitoring.summary;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import io.autolabeler.monitoring.metric.Metric;
import io.autolabeler.monitoring.metric.MetricRepository;
import io.autolabeler.monitoring.metric.MetricRepository.Selection;
import io.autolabeler.monitoring.metric.SeenRepository;
import io.autolabeler.monitoring.metric.Total;
import io.autolabeler.monitoring.v1.GetOverviewRequest;
import io.autolabeler.monitoring.v1.GetRunSummaryRequest;
import io.autolabeler.monitoring.v1.MetricPoint;
import io.autolabeler.monitoring.v1.MetricService;
import io.autolabeler.monitoring.v1.Overview;
import io.autolabeler.monitoring.v1.QueryMetricsRequest;
import io.autolabeler.monitoring.v1.QueryMetricsResponse;
import io.autolabeler.monitoring.v1.RunSummary;
import io.autolabeler.platform.caller.Caller;
import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.platform.paging.Paging;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Metrics, the overview and run summaries over gRPC. */
@GrpcService
class MetricGrpc implements MetricService {
    private static final int MOST_POINTS = 200;
    private static final int MOST_DAYS = 31;
    private static final int DEFAULT_DAYS = 7;
    private static final int MINUTES_PER_DAY = 1440;

    private final MetricRepository points;
    private final SeenRepository seen;
    private final ReadOverview overview;
    private final ReadRunSummary runSummary;

    MetricGrpc(MetricRepository points, SeenRepository seen, ReadOverview overview, ReadRunSummary runSummary) {
        this.points = points;
        this.seen = seen;
        this.overview = overview;
        this.runSummary = runSummary;
    }

    @Override
    public Uni<QueryMetricsResponse> queryMetrics(QueryMetricsRequest request) {
        return Uni.createFrom().item(() -> {
            Metric metric = metric(request.getMetric());
            Window window = window(request);
            int step = step(request.getStepMinutes(), window);
            Selection selection = new Selection(
                    List.of(metric),
                    Paging.projects(request.getProjectId()),
                    request.getRunId().isEmpty() ? null : Paging.id("runId", request.getRunId()),
                    request.getDimension().isEmpty() ? null : request.getDimension(),
                    window.start(),
                    window.end());
            return QueryMetricsResponse.newBuilder()
                    .setMetric(metric.key())
                    .setStepMinutes(step)
                    .addAllPoints(points.buckets(selection, window.start(), step).stream()
                            .map(MetricGrpc::point)
                            .toList())
                    .build();
        });
    }

    @Override
    public Uni<Overview> getOverview(GetOverviewRequest request) {
        return Uni.createFrom().item(() -> {
            int days = request.getDays() == 0 ? DEFAULT_DAYS : request.getDays();
            if (days < 1 || days > MOST_DAYS) {
                throw ServiceException.invalid("days", "must be 1 to " + MOST_DAYS, days);
            }
            return overview.of(Paging.projects(request.getProjectId()), days);
        });
    }

    @Override
    public Uni<RunSummary> getRunSummary(GetRunSummaryRequest request) {
        return Uni.createFrom().item(() -> {
            UUID runId = Paging.id("runId", request.getRunId());
            UUID projectId =
                    seen.projectOf(runId).orElseThrow(() -> ServiceException.notFound("run", request.getRunId()));
            Caller.current().requireProject(projectId.toString());
            return runSummary.of(runId);
        });
    }

    private static Metric metric(String name) {
        return Metric.named(name)
                .orElseThrow(() -> ServiceException.invalid("metric", "must be one of " + Metric.names(), name));
    }

    private static Window window(QueryMetricsRequest request) {
        if (!request.hasStartTime()) {
            throw ServiceException.invalid("startTime", "startTime must be set");
        }
        Instant start = instant("startTime", request.getStartTime()).truncatedTo(ChronoUnit.MINUTES);
        Instant end = request.hasEndTime() ? instant("endTime", request.getEndTime()) : Instant.now();
        if (!end.isAfter(start)) {
            throw ServiceException.invalid("endTime", "must be after startTime", end);
        }
        if (Duration.between(start, end).compareTo(Duration.ofDays(MOST_DAYS)) > 0) {
            throw ServiceException.invalid("endTime", "must be at most " + MOST_DAYS + " days after startTime", end);
        }
        return new Window(start, end);
    }

    private static int step(int asked, Window window) {
        if (asked < 0 || asked > MINUTES_PER_DAY) {
            throw ServiceException.invalid("stepMinutes", "must be 1 to " + MINUTES_PER_DAY, asked);
        }
        return asked == 0 ? window.step(MOST_POINTS) : asked;
    }

    private static MetricPoint point(Total total) {
        return MetricPoint.newBuilder()
                .setTime(Timestamp.newBuilder().setSeconds(total.time().getEpochSecond()))
                .setDimension(total.dimension())
                .setCount((double) total.count())
                .setSum(total.sum())
                .setMin(total.least())
                .setMax(total.most())
                .build();
    }

    private static Instant instant(String field, Timestamp time) {
        if (!Timestamps.isValid(time)) {
            throw ServiceException.invalid(field, "must be between the years 1 and 9999", time.getSeconds());
        }
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }
}
