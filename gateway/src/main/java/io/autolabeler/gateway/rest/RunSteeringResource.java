package io.autolabeler.gateway.rest;

import io.autolabeler.gateway.access.Requires;
import io.autolabeler.gateway.access.SignedIn;
import io.autolabeler.gateway.client.LabelingClient;
import io.autolabeler.gateway.v1.Role;
import io.autolabeler.labeling.v1.CancelRunRequest;
import io.autolabeler.labeling.v1.PauseRunRequest;
import io.autolabeler.labeling.v1.ResumeRunRequest;
import io.autolabeler.labeling.v1.RetryFailedRequest;
import io.autolabeler.labeling.v1.Run;
import io.autolabeler.labeling.v1.RunServiceGrpc;
import io.autolabeler.labeling.v1.SendToReviewRequest;
import io.autolabeler.labeling.v1.SendToReviewResponse;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Steering of runs; asking for the state that a run is in already changes nothing. */
@Path(Answers.BASE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "runs")
public class RunSteeringResource {
    private final LabelingClient labeling;
    private final SignedIn signedIn;

    RunSteeringResource(LabelingClient labeling, SignedIn signedIn) {
        this.labeling = labeling;
        this.signedIn = signedIn;
    }

    @POST
    @Path("/runs/{runId}:cancel")
    @Consumes(MediaType.WILDCARD)
    @Requires(Role.Value.EDITOR)
    @Operation(summary = "Cancel a run; calls in flight finish and are stored")
    public Run cancel(@PathParam("runId") String runId) {
        return labeling.repeatable(
                signedIn.caller(),
                RunServiceGrpc.getCancelRunMethod(),
                CancelRunRequest.newBuilder().setRunId(runId).build());
    }

    @POST
    @Path("/runs/{runId}:pause")
    @Consumes(MediaType.WILDCARD)
    @Requires(Role.Value.EDITOR)
    @Operation(summary = "Pause a run")
    public Run pause(@PathParam("runId") String runId) {
        return labeling.repeatable(
                signedIn.caller(),
                RunServiceGrpc.getPauseRunMethod(),
                PauseRunRequest.newBuilder().setRunId(runId).build());
    }

    @POST
    @Path("/runs/{runId}:resume")
    @Requires(Role.Value.EDITOR)
    @Operation(summary = "Resume a paused run, with a higher cost limit if one is given")
    public Run resume(@PathParam("runId") String runId, ResumeRunRequest request) {
        return labeling.repeatable(
                signedIn.caller(),
                RunServiceGrpc.getResumeRunMethod(),
                request.toBuilder().setRunId(runId).build());
    }

    @POST
    @Path("/runs/{runId}:review")
    @Requires(Role.Value.EDITOR)
    @Operation(summary = "Send items to reviewers, whatever their route was")
    public SendToReviewResponse review(@PathParam("runId") String runId, SendToReviewRequest request) {
        return labeling.repeatable(
                signedIn.caller(),
                RunServiceGrpc.getSendToReviewMethod(),
                request.toBuilder().setRunId(runId).build());
    }

    @POST
    @Path("/runs/{runId}:retry-failed")
    @Consumes(MediaType.WILDCARD)
    @Requires(Role.Value.EDITOR)
    @Operation(summary = "Label the failed items of a finished run again")
    public Run retryFailed(@PathParam("runId") String runId) {
        return labeling.repeatable(
                signedIn.caller(),
                RunServiceGrpc.getRetryFailedMethod(),
                RetryFailedRequest.newBuilder().setRunId(runId).build());
    }
}
