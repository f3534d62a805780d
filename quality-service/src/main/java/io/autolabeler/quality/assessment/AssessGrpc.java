package io.autolabeler.quality.assessment;

import io.autolabeler.common.v1.LabelScore;
import io.autolabeler.common.v1.Route;
import io.autolabeler.common.v1.Routing;
import io.autolabeler.platform.caller.Caller;
import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.platform.paging.Paging;
import io.autolabeler.quality.calibration.CalibrationMap;
import io.autolabeler.quality.calibration.CalibrationMaps;
import io.autolabeler.quality.calibration.Distribution;
import io.autolabeler.quality.calibration.Subject;
import io.autolabeler.quality.v1.AssessRequest;
import io.autolabeler.quality.v1.AssessResponse;
import io.autolabeler.quality.v1.AssessService;
import io.autolabeler.quality.v1.AssessedItem;
import io.autolabeler.quality.v1.Assessment;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;

/** Calibrated confidence and routes over gRPC. */
@GrpcService
class AssessGrpc implements AssessService {
    private static final int MOST_ITEMS = 256;
    private static final double AUTO_ACCEPT = 0.9;
    private static final double HUMAN_REVIEW = 0.5;

    private final CalibrationMaps maps;
    private final Counter mended;
    private final Counter unsure;

    AssessGrpc(CalibrationMaps maps, MeterRegistry meters) {
        this.maps = maps;
        this.mended = meters.counter("autolabeler.assess.renormalised.items");
        this.unsure = meters.counter("autolabeler.assess.items.without.confidence");
    }

    @Override
    public Uni<AssessResponse> assess(AssessRequest request) {
        return Uni.createFrom().item(() -> {
            UUID projectId = checkedProject(request);
            Routes routes = routes(request.getRouting());
            Optional<CalibrationMap> map = maps.newest(Subject.of(projectId, request.getAnnotator()));
            AssessResponse.Builder response = AssessResponse.newBuilder();
            map.ifPresent(each -> response.setCalibrationId(each.id().toString()));
            for (AssessedItem item : request.getItemsList()) {
                response.addAssessments(assessment(item, map, routes));
            }
            return response.build();
        });
    }

    private Assessment assessment(AssessedItem item, Optional<CalibrationMap> map, Routes routes) {
        Distribution distribution = Distribution.of(
                item.getScoresList().stream().mapToDouble(LabelScore::getScore).toArray());
        if (distribution.mended()) {
            mended.increment();
        }
        double confidence = map.filter(each -> distribution.top() >= 0)
                .map(each -> each.scaling().apply(distribution.shares())[distribution.top()])
                .orElse(distribution.confidence());
        return Assessment.newBuilder()
                .setItemId(item.getItemId())
                .setConfidence(confidence)
                .setRoute(route(distribution, confidence, routes))
                .setUncalibrated(map.isEmpty())
                .build();
    }

    private Route.Value route(Distribution distribution, double confidence, Routes routes) {
        if (!distribution.trusted()) {
            unsure.increment();
            return routes.of(Double.NaN);
        }
        return routes.of(confidence);
    }

    private static UUID checkedProject(AssessRequest request) {
        UUID projectId = Paging.id("projectId", request.getProjectId());
        Caller.current().requireProject(request.getProjectId());
        if (request.getAnnotator().getModel().isEmpty()) {
            throw ServiceException.invalid("annotator.model", "annotator.model must be set");
        }
        int items = request.getItemsCount();
        if (items < 1 || items > MOST_ITEMS) {
            throw ServiceException.invalid("items", "must be 1 to " + MOST_ITEMS, items);
        }
        return projectId;
    }

    /** With the contract's defaults for thresholds that are 0. */
    private static Routes routes(Routing routing) {
        double accept = routing.getAutoAcceptThreshold() == 0 ? AUTO_ACCEPT : routing.getAutoAcceptThreshold();
        double review = routing.getHumanReviewThreshold() == 0
                ? Math.min(HUMAN_REVIEW, accept)
                : routing.getHumanReviewThreshold();
        try {
            return new Routes(routing.getEnabled(), accept, review);
        } catch (IllegalArgumentException e) {
            throw ServiceException.invalid("routing", String.valueOf(e.getMessage()));
        }
    }
}
