package io.autolabeler.gateway.rest;

import io.autolabeler.gateway.access.Requires;
import io.autolabeler.gateway.access.SignedIn;
import io.autolabeler.gateway.client.LabelingClient;
import io.autolabeler.gateway.client.MonitoringClient;
import io.autolabeler.gateway.client.Pace;
import io.autolabeler.gateway.json.Asks;
import io.autolabeler.gateway.json.Parameters;
import io.autolabeler.gateway.v1.Role;
import io.autolabeler.labeling.v1.GetRunRequest;
import io.autolabeler.labeling.v1.LabelRequest;
import io.autolabeler.labeling.v1.LabelResponse;
import io.autolabeler.labeling.v1.ListAnnotationsRequest;
import io.autolabeler.labeling.v1.ListAnnotationsResponse;
import io.autolabeler.labeling.v1.ListRunsRequest;
import io.autolabeler.labeling.v1.ListRunsResponse;
import io.autolabeler.labeling.v1.PlanRunRequest;
import io.autolabeler.labeling.v1.Run;
import io.autolabeler.labeling.v1.RunPlan;
import io.autolabeler.labeling.v1.RunServiceGrpc;
import io.autolabeler.labeling.v1.StartRunRequest;
import io.autolabeler.monitoring.v1.GetRunSummaryRequest;
import io.autolabeler.monitoring.v1.MetricServiceGrpc;
import io.autolabeler.monitoring.v1.RunSummary;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
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

/** Runs: plan, start, read. */
@Path(Answers.BASE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "runs")
public class RunResource {
    private final LabelingClient labeling;
    private final MonitoringClient monitoring;
    private final SignedIn signedIn;
    private final Parameters parameters;
    private final IdempotencyKey idempotencyKey;

    RunResource(
            LabelingClient labeling,
            MonitoringClient monitoring,
            SignedIn signedIn,
            Parameters parameters,
            IdempotencyKey idempotencyKey) {
        this.labeling = labeling;
        this.monitoring = monitoring;
        this.signedIn = signedIn;
        this.parameters = parameters;
        this.idempotencyKey = idempotencyKey;
    }

    @POST
    @Path("/runs:plan")
    @Requires(Role.Value.VIEWER)
    @Operation(summary = "Say what a run would do and cost; nothing is spent or stored")
    public RunPlan plan(Run run) {
        return labeling.repeatable(
                Pace.SLOW,
                signedIn.caller(),
                RunServiceGrpc.getPlanRunMethod(),
                PlanRunRequest.newBuilder().setRun(run).build());
    }

    @POST
    @Path("/runs")
    @Requires(Role.Value.EDITOR)
    @Operation(summary = "Start a run")
    @APIResponse(responseCode = "202", description = "Begun; Location says where to follow it")
    public RestResponse<Run> start(Run run, @HeaderParam(IdempotencyKey.HEADER) @DefaultValue("") String key) {
        StartRunRequest request = StartRunRequest.newBuilder()
                .setRun(run)
                .setIdempotencyKey(idempotencyKey.of(key))
                .build();
        Run begun = labeling.repeatable(signedIn.caller(), RunServiceGrpc.getStartRunMethod(), request);
        return Answers.accepted("/runs", begun.getId(), begun);
    }

    @GET
    @Path("/runs")
    @Requires(Role.Value.VIEWER)
    @Asks(ListRunsRequest.class)
    @Operation(summary = "List runs, newest first")
    public ListRunsResponse list() {
        return labeling.repeatable(
                signedIn.caller(), RunServiceGrpc.getListRunsMethod(), parameters.as(ListRunsRequest.class));
    }

    @GET
    @Path("/runs/{runId}")
    @Requires(Role.Value.VIEWER)
    @Asks(GetRunRequest.class)
    @Operation(summary = "Get a run with its counts, cost and time left")
    public Run get() {
        return labeling.repeatable(
                signedIn.caller(), RunServiceGrpc.getGetRunMethod(), parameters.as(GetRunRequest.class));
    }

    @GET
    @Path("/runs/{runId}/annotations")
    @Requires(Role.Value.VIEWER)
    @Asks(ListAnnotationsRequest.class)
    @Operation(summary = "List a run's annotations in input order")
    public ListAnnotationsResponse annotations() {
        return labeling.repeatable(
                signedIn.caller(),
                RunServiceGrpc.getListAnnotationsMethod(),
                parameters.as(ListAnnotationsRequest.class));
    }

    @GET
    @Path("/runs/{runId}/summary")
    @Requires(Role.Value.VIEWER)
    @Asks(GetRunSummaryRequest.class)
    @Operation(summary = "Sum a run up: accuracy against gold, labels, routes, errors, cost")
    public RunSummary summary() {
        return monitoring.repeatable(
                signedIn.caller(),
                MetricServiceGrpc.getGetRunSummaryMethod(),
                parameters.as(GetRunSummaryRequest.class));
    }

    @POST
    @Path("/label")
    @Requires(Role.Value.EDITOR)
    @Operation(summary = "Label up to 100 texts now")
    public LabelResponse label(LabelRequest request) {
        return labeling.once(Pace.SLOW, signedIn.caller(), RunServiceGrpc.getLabelMethod(), request);
    }
}
