package io.autolabeler.quality.calibration;

import io.autolabeler.platform.caller.Caller;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.platform.paging.Paging;
import io.autolabeler.quality.v1.Calibration;
import io.autolabeler.quality.v1.CalibrationService;
import io.autolabeler.quality.v1.ListCalibrationsRequest;
import io.autolabeler.quality.v1.ListCalibrationsResponse;
import io.autolabeler.quality.v1.WithdrawCalibrationRequest;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Calibrations over gRPC. */
@GrpcService
class CalibrationGrpc implements CalibrationService {
    private final CalibrationRepository calibrations;
    private final CalibrationMaps maps;
    private final Database database;

    CalibrationGrpc(CalibrationRepository calibrations, CalibrationMaps maps, Database database) {
        this.calibrations = calibrations;
        this.maps = maps;
        this.database = database;
    }

    @Override
    public Uni<ListCalibrationsResponse> listCalibrations(ListCalibrationsRequest request) {
        return Uni.createFrom().item(() -> {
            Paging paging = Paging.of(request.getPageSize(), request.getPageToken());
            var page = paging.page(
                    calibrations.list(Paging.projects(request.getProjectId()), paging.afterId(), paging.limit()),
                    Calibration::getId);
            return ListCalibrationsResponse.newBuilder()
                    .addAllCalibrations(page.rows())
                    .setNextPageToken(page.nextPageToken())
                    .build();
        });
    }

    @Override
    public Uni<Calibration> withdrawCalibration(WithdrawCalibrationRequest request) {
        return Uni.createFrom().item(() -> {
            UUID id = Paging.id("calibrationId", request.getCalibrationId());
            Calibration found = find(id);
            database.withTransaction(transaction -> {
                calibrations.withdraw(transaction, id);
                transaction.afterCommit(
                        () -> maps.forget(Subject.of(UUID.fromString(found.getProjectId()), found.getAnnotator())));
            });
            return find(id);
        });
    }

    private Calibration find(UUID id) {
        return calibrations
                .find(id)
                .filter(each -> Caller.current().mayUse(each.getProjectId()))
                .orElseThrow(() -> ServiceException.notFound("calibration", id.toString()));
    }
}
