package io.autolabeler.gateway.rest;

import io.autolabeler.gateway.access.Requires;
import io.autolabeler.gateway.access.SignedIn;
import io.autolabeler.gateway.client.QualityClient;
import io.autolabeler.gateway.json.Asks;
import io.autolabeler.gateway.json.Parameters;
import io.autolabeler.gateway.v1.Role;
import io.autolabeler.quality.v1.DeleteReportRequest;
import io.autolabeler.quality.v1.GetReportRequest;
import io.autolabeler.quality.v1.ListReportsRequest;
import io.autolabeler.quality.v1.ListReportsResponse;
import io.autolabeler.quality.v1.Report;
import io.autolabeler.quality.v1.ReportServiceGrpc;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Reports on files of labels. */
@Path(Answers.BASE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "quality")
public class ReportResource {
    private final QualityClient quality;
    private final SignedIn signedIn;
    private final Parameters parameters;

    ReportResource(QualityClient quality, SignedIn signedIn, Parameters parameters) {
        this.quality = quality;
        this.signedIn = signedIn;
        this.parameters = parameters;
    }

    @GET
    @Path("/reports")
    @Requires(Role.Value.VIEWER)
    @Asks(ListReportsRequest.class)
    @Operation(summary = "List reports without their results, newest first")
    public ListReportsResponse list() {
        return quality.repeatable(
                signedIn.caller(), ReportServiceGrpc.getListReportsMethod(), parameters.as(ListReportsRequest.class));
    }

    @GET
    @Path("/reports/{reportId}")
    @Requires(Role.Value.VIEWER)
    @Asks(GetReportRequest.class)
    @Operation(summary = "Get a report with its progress and, once it is done, its result")
    public Report get() {
        return quality.repeatable(
                signedIn.caller(), ReportServiceGrpc.getGetReportMethod(), parameters.as(GetReportRequest.class));
    }

    @DELETE
    @Path("/reports/{reportId}")
    @Requires(Role.Value.EDITOR)
    @Asks(DeleteReportRequest.class)
    @Operation(summary = "Stop a report and remove it with its file")
    public void delete() {
        quality.once(
                signedIn.caller(), ReportServiceGrpc.getDeleteReportMethod(), parameters.as(DeleteReportRequest.class));
    }
}
