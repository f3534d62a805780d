package io.autolabeler.gateway.transfer;

import io.autolabeler.gateway.access.Requires;
import io.autolabeler.gateway.access.SignedIn;
import io.autolabeler.gateway.client.LabelingClient;
import io.autolabeler.gateway.v1.Role;
import io.autolabeler.labeling.v1.ExportFormat;
import io.autolabeler.labeling.v1.ReadExportRequest;
import io.autolabeler.labeling.v1.ReadExportResponse;
import io.autolabeler.labeling.v1.RunServiceGrpc;
import io.autolabeler.platform.caller.Caller;
import io.autolabeler.platform.errors.ServiceException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Gives a run's results as a file, page by page as the client takes it. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "runs")
public class ExportResource {
    private final LabelingClient labeling;
    private final SignedIn signedIn;
    private final Patience patience;

    ExportResource(LabelingClient labeling, SignedIn signedIn, Patience patience) {
        this.labeling = labeling;
        this.signedIn = signedIn;
        this.patience = patience;
    }

    @GET
    @Path("/runs/{runId}/export")
    @Produces(MediaType.WILDCARD)
    @Requires(Role.Value.VIEWER)
    @Operation(summary = "Download a run's results as csv, tsv or jsonl, gzip if the client accepts it")
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content = {
                @Content(mediaType = UploadHeaders.CSV, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = UploadHeaders.TSV, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = UploadHeaders.JSONL, schema = @Schema(type = SchemaType.STRING))
            })
    public Response export(
            @PathParam("runId") String runId,
            @QueryParam("format") @DefaultValue("csv") String format,
            @HeaderParam(HttpHeaders.ACCEPT_ENCODING) @DefaultValue("") String acceptEncoding,
            @Context HttpServerRequest request) {
        ExportFormat.Value kind = kind(format);
        Caller caller = signedIn.caller();
        Download download = new Download(patience, request.response(), token -> page(caller, runId, kind, token));
        return download.response(acceptEncoding, mediaType(kind), "run-" + runId + "." + format);
    }

    private Download.Page page(Caller caller, String runId, ExportFormat.Value format, String token) {
        ReadExportRequest request = ReadExportRequest.newBuilder()
                .setRunId(runId)
                .setFormat(format)
                .setPageToken(token)
                .build();
        ReadExportResponse page = labeling.repeatable(caller, RunServiceGrpc.getReadExportMethod(), request);
        return new Download.Page(page.getData(), page.getNextPageToken());
    }

    private static ExportFormat.Value kind(String format) {
        return Arrays.stream(ExportFormat.Value.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(format))
                .filter(each -> each != ExportFormat.Value.UNSPECIFIED && each != ExportFormat.Value.UNRECOGNIZED)
                .findFirst()
                .orElseThrow(() -> ServiceException.invalid("format", "must be csv, tsv or jsonl", format));
    }

    private static String mediaType(ExportFormat.Value format) {
        return switch (format) {
            case CSV -> UploadHeaders.CSV + ";charset=UTF-8";
            case TSV -> UploadHeaders.TSV + ";charset=UTF-8";
            case JSONL -> UploadHeaders.JSONL;
            case UNSPECIFIED, UNRECOGNIZED -> throw new IllegalArgumentException("no media type for " + format);
        };
    }
}
