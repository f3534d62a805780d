package io.autolabeler.labeling.run;

import io.autolabeler.labeling.v1.Annotation;
import io.autolabeler.labeling.v1.CancelRunRequest;
import io.autolabeler.labeling.v1.GetRunRequest;
import io.autolabeler.labeling.v1.LabelRequest;
import io.autolabeler.labeling.v1.LabelResponse;
import io.autolabeler.labeling.v1.ListAnnotationsRequest;
import io.autolabeler.labeling.v1.ListAnnotationsResponse;
import io.autolabeler.labeling.v1.ListRunsRequest;
import io.autolabeler.labeling.v1.ListRunsResponse;
import io.autolabeler.labeling.v1.PauseRunRequest;
import io.autolabeler.labeling.v1.PlanRunRequest;
import io.autolabeler.labeling.v1.ReadExportRequest;
import io.autolabeler.labeling.v1.ReadExportResponse;
import io.autolabeler.labeling.v1.ResumeRunRequest;
import io.autolabeler.labeling.v1.RetryFailedRequest;
import io.autolabeler.labeling.v1.Run;
import io.autolabeler.labeling.v1.RunPlan;
import io.autolabeler.labeling.v1.RunService;
import io.autolabeler.labeling.v1.SendToReviewRequest;
import io.autolabeler.labeling.v1.SendToReviewResponse;
import io.autolabeler.labeling.v1.StartRunRequest;
import io.autolabeler.platform.caller.Caller;
import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.platform.paging.Paging;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs over gRPC; the rules of each rpc stand in run.proto. */
@GrpcService
class RunGrpc implements RunService {
    private final StartRun startRun;
    private final PlanRun planRun;
    private final SteerRun steerRun;
    private final SendToReview sendToReview;
    private final LabelNow labelNow;
    private final ReadExport readExport;
    private final RunRepository runs;
    private final AnnotationReader annotations;

    RunGrpc(
            StartRun startRun,
            PlanRun planRun,
            SteerRun steerRun,
            SendToReview sendToReview,
            LabelNow labelNow,
            ReadExport readExport,
            RunRepository runs,
            AnnotationReader annotations) {
        this.startRun = startRun;
        this.planRun = planRun;
        this.steerRun = steerRun;
        this.sendToReview = sendToReview;
        this.labelNow = labelNow;
        this.readExport = readExport;
        this.runs = runs;
        this.annotations = annotations;
    }

    @Override
    public Uni<RunPlan> planRun(PlanRunRequest request) {
        return Uni.createFrom().item(() -> planRun.plan(request.getRun()));
    }

    @Override
    public Uni<Run> startRun(StartRunRequest request) {
        return Uni.createFrom().item(() -> {
            String key = request.getIdempotencyKey();
            return startRun.start(request.getRun(), key.isEmpty() ? null : key);
        });
    }

    @Override
    public Uni<Run> getRun(GetRunRequest request) {
        return Uni.createFrom().item(() -> require(request.getRunId()));
    }

    @Override
    public Uni<ListRunsResponse> listRuns(ListRunsRequest request) {
        return Uni.createFrom().item(() -> {
            Paging paging = Paging.of(request.getPageSize(), request.getPageToken());
            @Nullable
            UUID project = request.getProjectId().isEmpty() ? null : Paging.id("projectId", request.getProjectId());
            if (project != null) {
                Caller.current().requireProject(request.getProjectId());
            }
            List<Run> rows = runs.list(Caller.current().projectFilter(), project, paging.afterId(), paging.limit());
            var page = paging.page(rows, Run::getId);
            return ListRunsResponse.newBuilder()
                    .addAllRuns(page.rows())
                    .setNextPageToken(page.nextPageToken())
                    .build();
        });
    }

    @Override
    public Uni<Run> cancelRun(CancelRunRequest request) {
        return Uni.createFrom().item(() -> steerRun.cancel(requireId(request.getRunId())));
    }

    @Override
    public Uni<Run> pauseRun(PauseRunRequest request) {
        return Uni.createFrom().item(() -> steerRun.pause(requireId(request.getRunId())));
    }

    @Override
    public Uni<Run> resumeRun(ResumeRunRequest request) {
        return Uni.createFrom().item(() -> steerRun.resume(requireId(request.getRunId()), request.getMaxCost()));
    }

    @Override
    public Uni<Run> retryFailed(RetryFailedRequest request) {
        return Uni.createFrom().item(() -> steerRun.retryFailed(requireId(request.getRunId())));
    }

    @Override
    public Uni<SendToReviewResponse> sendToReview(SendToReviewRequest request) {
        return Uni.createFrom().item(() -> sendToReview.send(requireId(request.getRunId()), request.getItemIdsList()));
    }

    @Override
    public Uni<ListAnnotationsResponse> listAnnotations(ListAnnotationsRequest request) {
        return Uni.createFrom().item(() -> {
            UUID run = requireId(request.getRunId());
            Paging paging = Paging.of(request.getPageSize(), request.getPageToken());
            List<Annotation> rows = annotations.list(
                    run, request.getRoute(), request.getFailed(), paging.afterOrdinal(), paging.limit());
            var page = paging.page(rows, each -> String.valueOf(each.getOrdinal()));
            return ListAnnotationsResponse.newBuilder()
                    .addAllAnnotations(page.rows().stream()
                            .map(each -> cut(each, request.getTextLimit()))
                            .toList())
                    .setNextPageToken(page.nextPageToken())
                    .build();
        });
    }

    private static Annotation cut(Annotation annotation, int limit) {
        String text = annotation.getText();
        if (limit <= 0 || text.codePointCount(0, text.length()) <= limit) {
            return annotation;
        }
        return annotation.toBuilder()
                .setText(text.substring(0, text.offsetByCodePoints(0, limit)))
                .build();
    }

    @Override
    public Uni<ReadExportResponse> readExport(ReadExportRequest request) {
        return Uni.createFrom().item(() -> readExport.read(require(request.getRunId()), request));
    }

    @Override
    public Uni<LabelResponse> label(LabelRequest request) {
        return Uni.createFrom().item(() -> labelNow.label(request));
    }

    private UUID requireId(String id) {
        return UUID.fromString(require(id).getId());
    }

    private Run require(String id) {
        Run run = runs.find(Paging.id("runId", id)).orElseThrow(() -> ServiceException.notFound("run", id));
        Caller.current().requireProject(run.getProjectId());
        return run;
    }
}
