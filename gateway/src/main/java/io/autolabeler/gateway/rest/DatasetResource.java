package io.autolabeler.gateway.rest;

import io.autolabeler.gateway.access.Requires;
import io.autolabeler.gateway.access.SignedIn;
import io.autolabeler.gateway.client.LabelingClient;
import io.autolabeler.gateway.json.Asks;
import io.autolabeler.gateway.json.Parameters;
import io.autolabeler.gateway.v1.Role;
import io.autolabeler.labeling.v1.CreateDatasetRequest;
import io.autolabeler.labeling.v1.Dataset;
import io.autolabeler.labeling.v1.DatasetServiceGrpc;
import io.autolabeler.labeling.v1.DeleteDatasetRequest;
import io.autolabeler.labeling.v1.GetDatasetRequest;
import io.autolabeler.labeling.v1.ListDatasetsRequest;
import io.autolabeler.labeling.v1.ListDatasetsResponse;
import io.autolabeler.labeling.v1.ListItemsRequest;
import io.autolabeler.labeling.v1.ListItemsResponse;
import io.autolabeler.labeling.v1.ListRejectedRowsRequest;
import io.autolabeler.labeling.v1.ListRejectedRowsResponse;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Datasets and what is in them; their files come in through {@code UploadResource}. */
@Path(Answers.BASE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "datasets")
public class DatasetResource {
    private final LabelingClient labeling;
    private final SignedIn signedIn;
    private final Parameters parameters;
    private final IdempotencyKey idempotencyKey;

    DatasetResource(LabelingClient labeling, SignedIn signedIn, Parameters parameters, IdempotencyKey idempotencyKey) {
        this.labeling = labeling;
        this.signedIn = signedIn;
        this.parameters = parameters;
        this.idempotencyKey = idempotencyKey;
    }

    @POST
    @Path("/datasets")
    @Requires(Role.Value.EDITOR)
    @Operation(summary = "Create a dataset, ready for its file to be uploaded")
    @APIResponse(responseCode = "201", description = "Created")
    public RestResponse<Dataset> create(
            Dataset dataset, @HeaderParam(IdempotencyKey.HEADER) @DefaultValue("") String key) {
        CreateDatasetRequest request = CreateDatasetRequest.newBuilder()
                .setDataset(dataset)
                .setIdempotencyKey(idempotencyKey.of(key))
                .build();
        Dataset made = labeling.repeatable(signedIn.caller(), DatasetServiceGrpc.getCreateDatasetMethod(), request);
        return Answers.created("/datasets", made.getId(), made);
    }

    @GET
    @Path("/datasets")
    @Requires(Role.Value.VIEWER)
    @Asks(ListDatasetsRequest.class)
    @Operation(summary = "List datasets")
    public ListDatasetsResponse list() {
        return labeling.repeatable(
                signedIn.caller(),
                DatasetServiceGrpc.getListDatasetsMethod(),
                parameters.as(ListDatasetsRequest.class));
    }

    @GET
    @Path("/datasets/{datasetId}")
    @Requires(Role.Value.VIEWER)
    @Asks(GetDatasetRequest.class)
    @Operation(summary = "Get a dataset")
    public Dataset get() {
        return labeling.repeatable(
                signedIn.caller(), DatasetServiceGrpc.getGetDatasetMethod(), parameters.as(GetDatasetRequest.class));
    }

    @DELETE
    @Path("/datasets/{datasetId}")
    @Requires(Role.Value.EDITOR)
    @Asks(DeleteDatasetRequest.class)
    @Operation(summary = "Delete a dataset and its texts everywhere")
    public void delete() {
        labeling.once(
                signedIn.caller(),
                DatasetServiceGrpc.getDeleteDatasetMethod(),
                parameters.as(DeleteDatasetRequest.class));
    }

    @GET
    @Path("/datasets/{datasetId}/items")
    @Requires(Role.Value.VIEWER)
    @Asks(ListItemsRequest.class)
    @Operation(summary = "List a dataset's items in file order")
    public ListItemsResponse items() {
        return labeling.repeatable(
                signedIn.caller(), DatasetServiceGrpc.getListItemsMethod(), parameters.as(ListItemsRequest.class));
    }

    @GET
    @Path("/datasets/{datasetId}/rejected-rows")
    @Requires(Role.Value.VIEWER)
    @Asks(ListRejectedRowsRequest.class)
    @Operation(summary = "List the rows that could not be read, with line and reason")
    public ListRejectedRowsResponse rejectedRows() {
        return labeling.repeatable(
                signedIn.caller(),
                DatasetServiceGrpc.getListRejectedRowsMethod(),
                parameters.as(ListRejectedRowsRequest.class));
    }
}
