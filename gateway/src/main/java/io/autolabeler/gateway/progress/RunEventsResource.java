package io.autolabeler.gateway.progress;

import io.autolabeler.gateway.access.Requires;
import io.autolabeler.gateway.access.SignedIn;
import io.autolabeler.gateway.client.LabelingClient;
import io.autolabeler.gateway.json.Asks;
import io.autolabeler.gateway.json.MessageJson;
import io.autolabeler.gateway.json.Parameters;
import io.autolabeler.gateway.v1.Role;
import io.autolabeler.labeling.v1.GetRunRequest;
import io.autolabeler.labeling.v1.Run;
import io.autolabeler.labeling.v1.RunServiceGrpc;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/** A run's progress as server-sent events. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "runs")
public class RunEventsResource {
    private static final Logger LOG = Logger.getLogger(RunEventsResource.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final LabelingClient labeling;
    private final RunFeed feed;
    private final SignedIn signedIn;
    private final Parameters parameters;

    RunEventsResource(LabelingClient labeling, RunFeed feed, SignedIn signedIn, Parameters parameters) {
        this.labeling = labeling;
        this.feed = feed;
        this.signedIn = signedIn;
        this.parameters = parameters;
    }

    @GET
    @Path("/runs/{runId}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Requires(Role.Value.VIEWER)
    @Asks(GetRunRequest.class)
    @Operation(
            summary = "Follow a run: event \"run\" with the run now and at every change (at most two a second), event"
                    + " \"end\" when it is over, a comment every 15 s")
    @APIResponse(
            responseCode = "200",
            description = "The stream",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    public void events(@Context SseEventSink sink, @Context Sse sse) throws InterruptedException {
        Run run = labeling.repeatable(
                signedIn.caller(), RunServiceGrpc.getGetRunMethod(), parameters.as(GetRunRequest.class));
        try (sink;
                RunFeed.Follower follower = feed.follow(run)) {
            send(sink, event(sse, run));
            Run last = followed(sink, sse, run, follower);
            if (RunFeed.isFinal(last) && !sink.isClosed()) {
                send(sink, sse.newEventBuilder().name("end").data("{}").build());
            }
        } catch (CompletionException | IllegalStateException e) {
            LOG.debugf("the follower of run %s is gone: %s", run.getId(), e.toString());
        }
    }

    /** The last state sent: a final one, unless the follower went away. */
    private static Run followed(SseEventSink sink, Sse sse, Run first, RunFeed.Follower follower)
            throws InterruptedException {
        Run last = first;
        Duration quiet = Duration.ZERO;
        while (!RunFeed.isFinal(last) && !sink.isClosed()) {
            Optional<Run> next = follower.next(LOOK);
            quiet = next.isPresent() ? Duration.ZERO : quiet.plus(LOOK);
            if (next.isPresent()) {
                last = next.get();
                send(sink, event(sse, last));
            } else if (quiet.compareTo(HEARTBEAT) >= 0) {
                quiet = Duration.ZERO;
                send(sink, sse.newEventBuilder().comment("still here").build());
            }
        }
        return last;
    }

    private static OutboundSseEvent event(Sse sse, Run run) {
        return sse.newEventBuilder().name("run").data(MessageJson.of(run)).build();
    }

    private static void send(SseEventSink sink, OutboundSseEvent event) {
        sink.send(event).toCompletableFuture().join();
    }
}
