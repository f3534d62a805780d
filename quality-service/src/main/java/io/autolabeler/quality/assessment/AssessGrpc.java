package io.autolabeler.quality.assessment;

import io.autolabeler.common.v1.Route;
import io.autolabeler.common.v1.Routing;
import io.autolabeler.platform.caller.Caller;
import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.platform.paging.Paging;
import io.autolabeler.quality.calibration.CalibrationMap;
import io.autolabeler.quality.calibration.CalibrationMaps;
import io.autolabeler.quality.calibration.Distribution;
import io.autolabeler.quality.calibration.Subject;
import io.autolabeler.quality.certification.Certificates;
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
    private final Certificates certificates;
    private final Counter mended;
    private final Counter unsure;

    AssessGrpc(CalibrationMaps maps, Certificates certificates, MeterRegistry meters) {
        this.maps = maps;
        this.certificates = certificates;
        this.mended = meters.counter("autolabeler.assess.renormalised.items");
        this.unsure = meters.counter("autolabeler.assess.items.without.confidence");
    }

    @Override
    public Uni<AssessResponse> assess(AssessRequest request) {
        return Uni.createFrom().item(() -> {
            UUID projectId = checkedProject(request);
            Subject subject = Subject.of(projectId, request.getAnnotator());
            Optional<CalibrationMap> map = maps.newest(subject);
            Gate gate = gate(subject, request.getRouting());
            AssessResponse.Builder response = AssessResponse.newBuilder();
            map.ifPresent(each -> response.setCalibrationId(each.id().toString()));
            gate.certificate()
                    .ifPresent(each -> response.setCertificateId(each.id().toString()));
            for (AssessedItem item : request.getItemsList()) {
                response.addAssessments(assessment(item, map, gate));
            }
            return response.build();
        });
    }

    private Gate gate(Subject subject, Routing routing) {
        Routes routes = routes(routing);
        double risk = routing.getMaxRisk();
        Gate.requireInRange(routing);
        boolean promised = routing.getEnabled() && risk > 0;
        return new Gate(
                routes,
                promised,
                promised ? certificates.inForce(subject, risk) : Optional.empty(),
                Gate.audits(routing),
                subject.projectId());
    }

    private Assessment assessment(AssessedItem item, Optional<CalibrationMap> map, Gate gate) {
        Distribution distribution = Distribution.of(scores(item));
        if (distribution.mended()) {
            mended.increment();
        }
        double confidence = map.filter(each -> distribution.top() >= 0)
                .map(each -> calibrated(each, item, distribution))
                .orElse(distribution.confidence());
        return Assessment.newBuilder()
                .setItemId(item.getItemId())
                .setConfidence(confidence)
                .setRoute(route(distribution, confidence, gate))
                .setUncalibrated(map.filter(each -> each.maps().calibrated()).isEmpty())
                .setAudit(gate.audits(item.getItemId()))
                .build();
    }

    private static double calibrated(CalibrationMap map, AssessedItem item, Distribution distribution) {
        return map.maps().chosen(item.getLabel(), distribution.shares(), distribution.top());
    }

    /** A loop, because a stream would box every number. */
    private static double[] scores(AssessedItem item) {
        double[] scores = new double[item.getScoresCount()];
        for (int label = 0; label < scores.length; label++) {
            scores[label] = item.getScores(label);
        }
        return scores;
    }

    private Route.Value route(Distribution distribution, double confidence, Gate gate) {
        if (!distribution.trusted()) {
            unsure.increment();
            return gate.routes().of(Double.NaN);
        }
        return gate.route(distribution.confidence(), confidence);
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
