package io.autolabeler.quality.calibration;

import io.autolabeler.platform.caller.Caller;
import io.autolabeler.platform.paging.Paging;
import io.autolabeler.quality.v1.Calibration;
import io.autolabeler.quality.v1.CalibrationService;
import io.autolabeler.quality.v1.ListCalibrationsRequest;
import io.autolabeler.quality.v1.ListCalibrationsResponse;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Calibrations over gRPC. */
@GrpcService
class CalibrationGrpc implements CalibrationService {
    private final CalibrationRepository calibrations;

    CalibrationGrpc(CalibrationRepository calibrations) {
        this.calibrations = calibrations;
    }

    @Override
    public Uni<ListCalibrationsResponse> listCalibrations(ListCalibrationsRequest request) {
        return Uni.createFrom().item(() -> {
            Paging paging = Paging.of(request.getPageSize(), request.getPageToken());
            var page = paging.page(
                    calibrations.list(projects(request.getProjectId()), paging.afterId(), paging.limit()),
                    Calibration::getId);
            return ListCalibrationsResponse.newBuilder()
                    .addAllCalibrations(page.rows())
                    .setNextPageToken(page.nextPageToken())
                    .build();
        });
    }

    private static String @Nullable [] projects(String projectId) {
        if (projectId.isEmpty()) {
            return Caller.current().projectFilter();
        }
        Caller.current().requireProject(Paging.id("projectId", projectId).toString());
        return new String[] {projectId};
    }
}
