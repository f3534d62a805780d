package io.autolabeler.gateway.rest;

import io.autolabeler.gateway.access.Requires;
import io.autolabeler.gateway.access.SignedIn;
import io.autolabeler.gateway.client.LearningClient;
import io.autolabeler.gateway.client.QualityClient;
import io.autolabeler.gateway.json.Asks;
import io.autolabeler.gateway.json.Parameters;
import io.autolabeler.gateway.v1.Role;
import io.autolabeler.learning.v1.HeadServiceGrpc;
import io.autolabeler.learning.v1.ListHeadsRequest;
import io.autolabeler.learning.v1.ListHeadsResponse;
import io.autolabeler.quality.v1.Calibration;
import io.autolabeler.quality.v1.CalibrationServiceGrpc;
import io.autolabeler.quality.v1.CertificateServiceGrpc;
import io.autolabeler.quality.v1.ListCalibrationsRequest;
import io.autolabeler.quality.v1.ListCalibrationsResponse;
import io.autolabeler.quality.v1.ListCertificatesRequest;
import io.autolabeler.quality.v1.ListCertificatesResponse;
import io.autolabeler.quality.v1.WithdrawCalibrationRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was fitted to gold and reviewed labels: calibration maps, certificates and trained heads. */
@Path(Answers.BASE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "quality")
public class QualityResource {
    private final QualityClient quality;
    private final LearningClient learning;
    private final SignedIn signedIn;
    private final Parameters parameters;

    QualityResource(QualityClient quality, LearningClient learning, SignedIn signedIn, Parameters parameters) {
        this.quality = quality;
        this.learning = learning;
        this.signedIn = signedIn;
        this.parameters = parameters;
    }

    @GET
    @Path("/calibrations")
    @Requires(Role.Value.VIEWER)
    @Asks(ListCalibrationsRequest.class)
    @Operation(summary = "List calibration maps, newest first")
    public ListCalibrationsResponse calibrations() {
        return quality.repeatable(
                signedIn.caller(),
                CalibrationServiceGrpc.getListCalibrationsMethod(),
                parameters.as(ListCalibrationsRequest.class));
    }

    @POST
    @Path("/calibrations/{calibrationId}:withdraw")
    @Consumes(MediaType.WILDCARD)
    @Requires(Role.Value.EDITOR)
    @Operation(summary = "Put the calibration map before this one into force again")
    public Calibration withdraw(@PathParam("calibrationId") String calibrationId) {
        return quality.repeatable(
                signedIn.caller(),
                CalibrationServiceGrpc.getWithdrawCalibrationMethod(),
                WithdrawCalibrationRequest.newBuilder()
                        .setCalibrationId(calibrationId)
                        .build());
    }

    @GET
    @Path("/certificates")
    @Requires(Role.Value.VIEWER)
    @Asks(ListCertificatesRequest.class)
    @Operation(summary = "List what is promised of accepted labels and how the promises held, newest first")
    public ListCertificatesResponse certificates() {
        return quality.repeatable(
                signedIn.caller(),
                CertificateServiceGrpc.getListCertificatesMethod(),
                parameters.as(ListCertificatesRequest.class));
    }

    @GET
    @Path("/heads")
    @Requires(Role.Value.VIEWER)
    @Asks(ListHeadsRequest.class)
    @Operation(summary = "List a project's trained heads, newest first")
    public ListHeadsResponse heads() {
        return learning.repeatable(
                signedIn.caller(), HeadServiceGrpc.getListHeadsMethod(), parameters.as(ListHeadsRequest.class));
    }
}
