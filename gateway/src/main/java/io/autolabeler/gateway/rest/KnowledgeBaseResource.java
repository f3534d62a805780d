package io.autolabeler.gateway.rest;

import io.autolabeler.gateway.access.Requires;
import io.autolabeler.gateway.access.SignedIn;
import io.autolabeler.gateway.client.Pace;
import io.autolabeler.gateway.client.RetrievalClient;
import io.autolabeler.gateway.json.Asks;
import io.autolabeler.gateway.json.Parameters;
import io.autolabeler.gateway.v1.Role;
import io.autolabeler.retrieval.v1.AddExamplesRequest;
import io.autolabeler.retrieval.v1.AddExamplesResponse;
import io.autolabeler.retrieval.v1.DeleteExampleRequest;
import io.autolabeler.retrieval.v1.GetKnowledgeBaseRequest;
import io.autolabeler.retrieval.v1.KnowledgeBase;
import io.autolabeler.retrieval.v1.KnowledgeBaseServiceGrpc;
import io.autolabeler.retrieval.v1.ListExamplesRequest;
import io.autolabeler.retrieval.v1.ListExamplesResponse;
import io.autolabeler.retrieval.v1.ListKnowledgeBasesRequest;
import io.autolabeler.retrieval.v1.ListKnowledgeBasesResponse;
import io.autolabeler.retrieval.v1.SearchRequest;
import io.autolabeler.retrieval.v1.SearchResponse;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Knowledge bases: the labeled examples of each project, under the project&#39;s id. */
@Path(Answers.BASE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "knowledge-bases")
public class KnowledgeBaseResource {
    private final RetrievalClient retrieval;
    private final SignedIn signedIn;
    private final Parameters parameters;

    KnowledgeBaseResource(RetrievalClient retrieval, SignedIn signedIn, Parameters parameters) {
        this.retrieval = retrieval;
        this.signedIn = signedIn;
        this.parameters = parameters;
    }

    @GET
    @Path("/knowledge-bases")
    @Requires(Role.Value.VIEWER)
    @Asks(ListKnowledgeBasesRequest.class)
    @Operation(summary = "List knowledge bases")
    public ListKnowledgeBasesResponse list() {
        return retrieval.repeatable(
                signedIn.caller(),
                KnowledgeBaseServiceGrpc.getListKnowledgeBasesMethod(),
                parameters.as(ListKnowledgeBasesRequest.class));
    }

    @GET
    @Path("/knowledge-bases/{knowledgeBaseId}")
    @Requires(Role.Value.VIEWER)
    @Asks(GetKnowledgeBaseRequest.class)
    @Operation(summary = "Get a knowledge base with its count of examples by label")
    public KnowledgeBase get() {
        return retrieval.repeatable(
                signedIn.caller(),
                KnowledgeBaseServiceGrpc.getGetKnowledgeBaseMethod(),
                parameters.as(GetKnowledgeBaseRequest.class));
    }

    @POST
    @Path("/knowledge-bases/{knowledgeBaseId}/examples")
    @Requires(Role.Value.EDITOR)
    @Operation(summary = "Add up to 500 labeled examples")
    public AddExamplesResponse addExamples(@PathParam("knowledgeBaseId") String id, AddExamplesRequest request) {
        return retrieval.repeatable(
                Pace.SLOW,
                signedIn.caller(),
                KnowledgeBaseServiceGrpc.getAddExamplesMethod(),
                request.toBuilder().setKnowledgeBaseId(id).build());
    }

    @GET
    @Path("/knowledge-bases/{knowledgeBaseId}/examples")
    @Requires(Role.Value.VIEWER)
    @Asks(ListExamplesRequest.class)
    @Operation(summary = "List the examples of a knowledge base")
    public ListExamplesResponse examples() {
        return retrieval.repeatable(
                signedIn.caller(),
                KnowledgeBaseServiceGrpc.getListExamplesMethod(),
                parameters.as(ListExamplesRequest.class));
    }

    @DELETE
    @Path("/knowledge-bases/{knowledgeBaseId}/examples/{exampleId}")
    @Requires(Role.Value.EDITOR)
    @Asks(DeleteExampleRequest.class)
    @Operation(summary = "Delete an example")
    public void deleteExample() {
        retrieval.once(
                signedIn.caller(),
                KnowledgeBaseServiceGrpc.getDeleteExampleMethod(),
                parameters.as(DeleteExampleRequest.class));
    }

    @POST
    @Path("/knowledge-bases/{knowledgeBaseId}:search")
    @Requires(Role.Value.VIEWER)
    @Operation(summary = "Find the examples nearest to a text")
    public SearchResponse search(@PathParam("knowledgeBaseId") String id, SearchRequest request) {
        return retrieval.repeatable(
                signedIn.caller(),
                KnowledgeBaseServiceGrpc.getSearchMethod(),
                request.toBuilder().setKnowledgeBaseId(id).build());
    }
}
