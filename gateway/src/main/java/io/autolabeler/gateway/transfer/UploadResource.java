package io.autolabeler.gateway.transfer;

import io.autolabeler.gateway.access.Requires;
import io.autolabeler.gateway.access.SignedIn;
import io.autolabeler.gateway.client.LabelingClient;
import io.autolabeler.gateway.v1.Role;
import io.autolabeler.labeling.v1.Dataset;
import io.autolabeler.labeling.v1.DatasetServiceGrpc;
import io.autolabeler.labeling.v1.FileFormat;
import io.autolabeler.labeling.v1.GetDatasetRequest;
import io.autolabeler.labeling.v1.ImportItemsRequest;
import io.autolabeler.platform.caller.Caller;
import io.autolabeler.platform.errors.ServiceException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Takes a dataset's file as a stream and hands it on in pieces of at most 1 MiB. Each piece is sent until it is taken, for a
 * minute: a piece taken twice counts once, so a service that is killed in between loses nothing.
 */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "datasets")
public class UploadResource {
    private final LabelingClient labeling;
    private final SignedIn signedIn;
    private final Patience patience;
    private final TransferConfig config;

    UploadResource(LabelingClient labeling, SignedIn signedIn, Patience patience, TransferConfig config) {
        this.labeling = labeling;
        this.signedIn = signedIn;
        this.patience = patience;
        this.config = config;
    }

    @POST
    @Path("/datasets/{datasetId}/items")
    @Consumes({UploadHeaders.CSV, UploadHeaders.TSV, UploadHeaders.JSONL})
    @Produces(MediaType.APPLICATION_JSON)
    @Requires(Role.Value.EDITOR)
    @Operation(
            summary = "Upload a dataset's file, plain or gzip; with Upload-Offset (uncompressed bytes) go on where"
                    + " importedBytes says")
    public Dataset upload(
            @PathParam("datasetId") String datasetId,
            @HeaderParam("Upload-Offset") @DefaultValue("0") String offset,
            @Context HttpHeaders headers,
            InputStream body) {
        long start = offset(offset);
        Caller caller = signedIn.caller();
        Dataset dataset = labeling.repeatable(
                caller,
                DatasetServiceGrpc.getGetDatasetMethod(),
                GetDatasetRequest.newBuilder().setDatasetId(datasetId).build());
        requireType(headers.getMediaType(), dataset.getFormat());
        UploadBody file = UploadHeaders.open(headers, body, config.largest() - start);
        return send(caller, datasetId, start, file);
    }

    private Dataset send(Caller caller, String datasetId, long start, UploadBody file) {
        ImportItemsRequest.Builder piece = ImportItemsRequest.newBuilder().setDatasetId(datasetId);
        return file.send(start, (offset, data, last) -> {
            ImportItemsRequest request =
                    piece.setOffset((double) offset).setData(data).setLast(last).build();
            return patience.ask(() -> labeling.repeatable(caller, DatasetServiceGrpc.getImportItemsMethod(), request));
        });
    }

    private static void requireType(@Nullable MediaType sent, FileFormat.Value format) {
        String expected = UploadHeaders.mediaType(format);
        if (sent == null || !MediaType.valueOf(expected).isCompatible(sent)) {
            throw UploadHeaders.unsupported(
                    "this dataset's format is " + format + ", so the Content-Type must be " + expected);
        }
        UploadHeaders.requireUtf8(sent);
    }

    private static long offset(String header) {
        try {
            long offset = Long.parseLong(header);
            if (offset >= 0) {
                return offset;
            }
        } catch (NumberFormatException e) {
            // Said below, in the same words.
        }
        throw ServiceException.invalid("Upload-Offset", "must be a whole number of bytes", header);
    }
}
