package io.autolabeler.gateway.rest;

import io.autolabeler.gateway.access.Requires;
import io.autolabeler.gateway.access.SignedIn;
import io.autolabeler.gateway.client.LabelingClient;
import io.autolabeler.gateway.json.Asks;
import io.autolabeler.gateway.json.Parameters;
import io.autolabeler.gateway.json.Patch;
import io.autolabeler.gateway.v1.Role;
import io.autolabeler.labeling.v1.CreateProjectRequest;
import io.autolabeler.labeling.v1.DeleteProjectRequest;
import io.autolabeler.labeling.v1.GetProjectRequest;
import io.autolabeler.labeling.v1.ListLabelSchemasRequest;
import io.autolabeler.labeling.v1.ListLabelSchemasResponse;
import io.autolabeler.labeling.v1.ListProjectsRequest;
import io.autolabeler.labeling.v1.ListProjectsResponse;
import io.autolabeler.labeling.v1.Project;
import io.autolabeler.labeling.v1.ProjectServiceGrpc;
import io.autolabeler.labeling.v1.UpdateProjectRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Projects and the versions of their label schemas. */
@Path(Answers.BASE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "projects")
public class ProjectResource {
    private final LabelingClient labeling;
    private final SignedIn signedIn;
    private final Parameters parameters;
    private final IdempotencyKey idempotencyKey;

    ProjectResource(LabelingClient labeling, SignedIn signedIn, Parameters parameters, IdempotencyKey idempotencyKey) {
        this.labeling = labeling;
        this.signedIn = signedIn;
        this.parameters = parameters;
        this.idempotencyKey = idempotencyKey;
    }

    @POST
    @Path("/projects")
    @Requires(Role.Value.EDITOR)
    @Operation(summary = "Create a project")
    @APIResponse(responseCode = "201", description = "Created")
    public RestResponse<Project> create(
            Project project, @HeaderParam(IdempotencyKey.HEADER) @DefaultValue("") String key) {
        CreateProjectRequest request = CreateProjectRequest.newBuilder()
                .setProject(project)
                .setIdempotencyKey(idempotencyKey.of(key))
                .build();
        Project made = labeling.repeatable(signedIn.caller(), ProjectServiceGrpc.getCreateProjectMethod(), request);
        return Answers.created("/projects", made.getId(), made);
    }

    @GET
    @Path("/projects")
    @Requires(Role.Value.VIEWER)
    @Asks(ListProjectsRequest.class)
    @Operation(summary = "List projects by name")
    public ListProjectsResponse list() {
        return labeling.repeatable(
                signedIn.caller(),
                ProjectServiceGrpc.getListProjectsMethod(),
                parameters.as(ListProjectsRequest.class));
    }

    @GET
    @Path("/projects/{projectId}")
    @Requires(Role.Value.VIEWER)
    @Asks(GetProjectRequest.class)
    @Operation(summary = "Get a project")
    public Project get() {
        return labeling.repeatable(
                signedIn.caller(), ProjectServiceGrpc.getGetProjectMethod(), parameters.as(GetProjectRequest.class));
    }

    @PATCH
    @Path("/projects/{projectId}")
    @Consumes(Patch.MEDIA_TYPE)
    @Requires(Role.Value.EDITOR)
    @Operation(summary = "Change a project; new labels or guidelines make a new schema version")
    public Project update(@PathParam("projectId") String projectId, Patch<Project> patch) {
        return labeling.repeatable(
                signedIn.caller(),
                ProjectServiceGrpc.getUpdateProjectMethod(),
                UpdateProjectRequest.newBuilder()
                        .setProject(patch.changes().toBuilder().setId(projectId))
                        .setUpdateMask(patch.mask())
                        .build());
    }

    @DELETE
    @Path("/projects/{projectId}")
    @Requires(Role.Value.EDITOR)
    @Asks(DeleteProjectRequest.class)
    @Operation(summary = "Delete a project with its runs, examples and reviews")
    public void delete() {
        labeling.once(
                signedIn.caller(),
                ProjectServiceGrpc.getDeleteProjectMethod(),
                parameters.as(DeleteProjectRequest.class));
    }

    @GET
    @Path("/projects/{projectId}/label-schemas")
    @Requires(Role.Value.VIEWER)
    @Asks(ListLabelSchemasRequest.class)
    @Operation(summary = "List the versions of a project's label schema, newest first")
    public ListLabelSchemasResponse labelSchemas() {
        return labeling.repeatable(
                signedIn.caller(),
                ProjectServiceGrpc.getListLabelSchemasMethod(),
                parameters.as(ListLabelSchemasRequest.class));
    }
}
