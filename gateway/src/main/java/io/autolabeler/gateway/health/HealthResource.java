package io.autolabeler.gateway.health;

import io.autolabeler.gateway.access.Open;
import io.autolabeler.gateway.v1.Health;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The health report, for everybody; always 200, since it is about more than the gateway. Probes use {@code /q/health}. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "health")
public class HealthResource {
    private final HealthReport report;

    HealthResource(HealthReport report) {
        this.report = report;
    }

    @GET
    @Path("/health")
    @Open
    @Operation(summary = "Say which services answer, and what happens without those that do not")
    public Health health() {
        return report.current();
    }
}
