package io.autolabeler.gateway.transfer;

import io.autolabeler.gateway.access.Requires;
import io.autolabeler.gateway.access.SignedIn;
import io.autolabeler.gateway.client.QualityClient;
import io.autolabeler.gateway.v1.Role;
import io.autolabeler.platform.caller.Caller;
import io.autolabeler.quality.v1.ReadReportOutputRequest;
import io.autolabeler.quality.v1.ReadReportOutputResponse;
import io.autolabeler.quality.v1.ReportServiceGrpc;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Gives the rows that came out of a report, page by page as the client takes them. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "quality")
public class ReportOutputResource {
    private final QualityClient quality;
    private final SignedIn signedIn;
    private final Patience patience;

    ReportOutputResource(QualityClient quality, SignedIn signedIn, Patience patience) {
        this.quality = quality;
        this.signedIn = signedIn;
        this.patience = patience;
    }

    @GET
    @Path("/reports/{reportId}/output")
    @Produces(MediaType.WILDCARD)
    @Requires(Role.Value.VIEWER)
    @Operation(summary = "Download the rows that came out of a report as csv, gzip if the client accepts it")
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content = @Content(mediaType = UploadHeaders.CSV, schema = @Schema(type = SchemaType.STRING)))
    public Response output(
            @PathParam("reportId") String reportId,
            @HeaderParam(HttpHeaders.ACCEPT_ENCODING) @DefaultValue("") String acceptEncoding,
            @Context HttpServerRequest request) {
        Caller caller = signedIn.caller();
        Download download = new Download(patience, request.response(), token -> page(caller, reportId, token));
        return download.response(acceptEncoding, UploadHeaders.CSV + ";charset=UTF-8", "report-" + reportId + ".csv");
    }

    private Download.Page page(Caller caller, String reportId, String token) {
        ReadReportOutputRequest request = ReadReportOutputRequest.newBuilder()
                .setReportId(reportId)
                .setPageToken(token)
                .build();
        ReadReportOutputResponse page =
                quality.repeatable(caller, ReportServiceGrpc.getReadReportOutputMethod(), request);
        return new Download.Page(page.getData(), page.getNextPageToken());
    }
}
