package io.autolabeler.gateway.rest;

import io.autolabeler.gateway.access.Requires;
import io.autolabeler.gateway.access.SignedIn;
import io.autolabeler.gateway.client.QualityClient;
import io.autolabeler.gateway.json.Asks;
import io.autolabeler.gateway.json.Parameters;
import io.autolabeler.gateway.v1.Role;
import io.autolabeler.quality.v1.DecideReviewRequest;
import io.autolabeler.quality.v1.EscalateReviewRequest;
import io.autolabeler.quality.v1.GetReviewStatsRequest;
import io.autolabeler.quality.v1.ListReviewsRequest;
import io.autolabeler.quality.v1.ListReviewsResponse;
import io.autolabeler.quality.v1.NextReviewsRequest;
import io.autolabeler.quality.v1.NextReviewsResponse;
import io.autolabeler.quality.v1.ReviewServiceGrpc;
import io.autolabeler.quality.v1.ReviewStats;
import io.autolabeler.quality.v1.ReviewTask;
import io.autolabeler.quality.v1.SkipReviewRequest;
import io.autolabeler.quality.v1.UndoReviewRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The review queue. */
@Path(Answers.BASE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "reviews")
public class ReviewResource {
    private final QualityClient quality;
    private final SignedIn signedIn;
    private final Parameters parameters;

    ReviewResource(QualityClient quality, SignedIn signedIn, Parameters parameters) {
        this.quality = quality;
        this.signedIn = signedIn;
        this.parameters = parameters;
    }

    @POST
    @Path("/reviews/next")
    @Requires(Role.Value.ANNOTATOR)
    @Operation(summary = "Take the next tasks for 10 minutes; those the caller holds already come first")
    public NextReviewsResponse next(NextReviewsRequest request) {
        return quality.repeatable(signedIn.caller(), ReviewServiceGrpc.getNextReviewsMethod(), request);
    }

    @POST
    @Path("/reviews/{taskId}:decide")
    @Requires(Role.Value.ANNOTATOR)
    @Operation(summary = "Decide a task; the same decision twice is one decision")
    public ReviewTask decide(@PathParam("taskId") String taskId, DecideReviewRequest request) {
        return quality.repeatable(
                signedIn.caller(),
                ReviewServiceGrpc.getDecideReviewMethod(),
                request.toBuilder().setTaskId(taskId).build());
    }

    @POST
    @Path("/reviews/{taskId}:skip")
    @Consumes(MediaType.WILDCARD)
    @Requires(Role.Value.ANNOTATOR)
    @Operation(summary = "Put a task back, behind the others")
    public ReviewTask skip(@PathParam("taskId") String taskId) {
        return quality.once(
                signedIn.caller(),
                ReviewServiceGrpc.getSkipReviewMethod(),
                SkipReviewRequest.newBuilder().setTaskId(taskId).build());
    }

    @POST
    @Path("/reviews/{taskId}:undo")
    @Consumes(MediaType.WILDCARD)
    @Requires(Role.Value.ANNOTATOR)
    @Operation(summary = "Take back what the caller did with a task: a decision, a skip or an escalation")
    public ReviewTask undo(@PathParam("taskId") String taskId) {
        return quality.once(
                signedIn.caller(),
                ReviewServiceGrpc.getUndoReviewMethod(),
                UndoReviewRequest.newBuilder().setTaskId(taskId).build());
    }

    @POST
    @Path("/reviews/{taskId}:escalate")
    @Consumes(MediaType.WILDCARD)
    @Requires(Role.Value.ANNOTATOR)
    @Operation(summary = "Hand a task on to the experts")
    public ReviewTask escalate(@PathParam("taskId") String taskId) {
        return quality.once(
                signedIn.caller(),
                ReviewServiceGrpc.getEscalateReviewMethod(),
                EscalateReviewRequest.newBuilder().setTaskId(taskId).build());
    }

    @GET
    @Path("/reviews")
    @Requires(Role.Value.VIEWER)
    @Asks(ListReviewsRequest.class)
    @Operation(summary = "List review tasks")
    public ListReviewsResponse list() {
        return quality.repeatable(
                signedIn.caller(), ReviewServiceGrpc.getListReviewsMethod(), parameters.as(ListReviewsRequest.class));
    }

    @GET
    @Path("/reviews/stats")
    @Requires(Role.Value.VIEWER)
    @Asks(GetReviewStatsRequest.class)
    @Operation(summary = "Count review tasks by state")
    public ReviewStats stats() {
        return quality.repeatable(
                signedIn.caller(),
                ReviewServiceGrpc.getGetReviewStatsMethod(),
                parameters.as(GetReviewStatsRequest.class));
    }
}
