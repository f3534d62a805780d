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
import io.vertx.core.http.HttpServerResponse;
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
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
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
                @Content(mediaType = UploadResource.CSV, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = UploadResource.TSV, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = UploadResource.JSONL, schema = @Schema(type = SchemaType.STRING))
            })
    public Response export(
            @PathParam("runId") String runId,
            @QueryParam("format") @DefaultValue("csv") String format,
            @HeaderParam(HttpHeaders.ACCEPT_ENCODING) @DefaultValue("") String acceptEncoding,
            @Context HttpServerRequest request) {
        ExportFormat.Value kind = kind(format);
        Export export = new Export(signedIn.caller(), runId, kind, request.response());
        // The first page is asked for before the answer begins, so that its fault can still be told.
        ReadExportResponse first = export.page("");
        boolean gzip = accepts(acceptEncoding);
        StreamingOutput body = gzip ? out -> export.zipped(first, out) : out -> export.write(first, out);
        Response.ResponseBuilder response = Response.ok(body, mediaType(kind))
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"run-" + runId + "." + format + "\"");
        return gzip ? response.header(HttpHeaders.CONTENT_ENCODING, "gzip").build() : response.build();
    }

    /** One download. */
    private final class Export {
        private final Caller caller;
        private final ReadExportRequest request;
        private final HttpServerResponse response;

        Export(Caller caller, String runId, ExportFormat.Value format, HttpServerResponse response) {
            this.caller = caller;
            this.response = response;
            this.request = ReadExportRequest.newBuilder()
                    .setRunId(runId)
                    .setFormat(format)
                    .build();
        }

        ReadExportResponse page(String token) {
            ReadExportRequest page = request.toBuilder().setPageToken(token).build();
            return labeling.repeatable(caller, RunServiceGrpc.getReadExportMethod(), page);
        }

        /** Writes all pages; where one cannot be had the connection breaks, so that no part passes for the whole. */
        void write(ReadExportResponse first, OutputStream out) throws IOException {
            boolean whole = false;
            try {
                copy(first, out);
                whole = true;
            } finally {
                if (!whole) {
                    response.reset();
                }
            }
        }

        private void copy(ReadExportResponse first, OutputStream out) throws IOException {
            ReadExportResponse page = first;
            page.getData().writeTo(out);
            while (!page.getNextPageToken().isEmpty()) {
                if (response.closed()) {
                    throw new IOException("the client went away");
                }
                String token = page.getNextPageToken();
                page = patience.ask(() -> page(token));
                page.getData().writeTo(out);
            }
        }

        void zipped(ReadExportResponse first, OutputStream out) throws IOException {
            GZIPOutputStream gzip = new GZIPOutputStream(out, 64 * 1024);
            write(first, gzip);
            gzip.finish();
        }
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
            case CSV -> UploadResource.CSV + ";charset=UTF-8";
            case TSV -> UploadResource.TSV + ";charset=UTF-8";
            case JSONL -> UploadResource.JSONL;
            case UNSPECIFIED, UNRECOGNIZED -> throw new IllegalArgumentException("no media type for " + format);
        };
    }

    /** True if gzip stands in the header and is not ruled out by a weight of 0. */
    private static boolean accepts(String acceptEncoding) {
        return Arrays.stream(acceptEncoding.toLowerCase(Locale.ROOT).split(","))
                .map(each -> each.replace(" ", ""))
                .anyMatch(each ->
                        each.equals("gzip") || (each.startsWith("gzip;q=") && !each.matches("gzip;q=0(\\.0*)?")));
    }
}
