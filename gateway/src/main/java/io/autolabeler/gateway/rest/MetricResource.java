package io.autolabeler.gateway.rest;

import io.autolabeler.gateway.access.Requires;
import io.autolabeler.gateway.access.SignedIn;
import io.autolabeler.gateway.client.MonitoringClient;
import io.autolabeler.gateway.json.Asks;
import io.autolabeler.gateway.json.Parameters;
import io.autolabeler.gateway.v1.Role;
import io.autolabeler.monitoring.v1.GetOverviewRequest;
import io.autolabeler.monitoring.v1.MetricServiceGrpc;
import io.autolabeler.monitoring.v1.Overview;
import io.autolabeler.monitoring.v1.QueryMetricsRequest;
import io.autolabeler.monitoring.v1.QueryMetricsResponse;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Figures over time. */
@Path(Answers.BASE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "metrics")
public class MetricResource {
    private final MonitoringClient monitoring;
    private final SignedIn signedIn;
    private final Parameters parameters;

    MetricResource(MonitoringClient monitoring, SignedIn signedIn, Parameters parameters) {
        this.monitoring = monitoring;
        this.signedIn = signedIn;
        this.parameters = parameters;
    }

    @GET
    @Path("/metrics:query")
    @Requires(Role.Value.VIEWER)
    @Asks(QueryMetricsRequest.class)
    @Operation(summary = "Get one metric over time")
    public QueryMetricsResponse query() {
        return monitoring.repeatable(
                signedIn.caller(), MetricServiceGrpc.getQueryMetricsMethod(), parameters.as(QueryMetricsRequest.class));
    }

    @GET
    @Path("/overview")
    @Requires(Role.Value.VIEWER)
    @Asks(GetOverviewRequest.class)
    @Operation(summary = "Get the figures of the Overview page, each with the window before")
    public Overview overview() {
        return monitoring.repeatable(
                signedIn.caller(), MetricServiceGrpc.getGetOverviewMethod(), parameters.as(GetOverviewRequest.class));
    }
}
