package io.autolabeler.gateway.audit;

import io.autolabeler.gateway.access.Requires;
import io.autolabeler.gateway.access.SignedIn;
import io.autolabeler.gateway.v1.ListAuditEntriesResponse;
import io.autolabeler.gateway.v1.Role;
import io.autolabeler.platform.paging.Paging;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was changed by whom, for administrators of all projects. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "audit")
public class AuditResource {
    private final AuditRepository audit;
    private final SignedIn signedIn;

    AuditResource(AuditRepository audit, SignedIn signedIn) {
        this.audit = audit;
        this.signedIn = signedIn;
    }

    @GET
    @Path("/audit")
    @Requires(Role.Value.ADMIN)
    @Operation(summary = "List the changes made through the gateway, newest first")
    public ListAuditEntriesResponse list(
            @QueryParam("pageSize") @DefaultValue("0") int pageSize,
            @QueryParam("pageToken") @DefaultValue("") String pageToken) {
        signedIn.caller().requireAllProjects("read the audit list");
        Paging paging = Paging.of(pageSize, pageToken);
        var page = paging.page(
                audit.list(paging.afterId(), paging.limit()),
                entry -> entry.id().toString());
        return ListAuditEntriesResponse.newBuilder()
                .addAllEntries(
                        page.rows().stream().map(AuditRepository.Listed::entry).toList())
                .setNextPageToken(page.nextPageToken())
                .build();
    }
}
