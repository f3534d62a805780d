package io.autolabeler.gateway.key;

import io.autolabeler.gateway.access.Requires;
import io.autolabeler.gateway.access.SignedIn;
import io.autolabeler.gateway.v1.ApiKey;
import io.autolabeler.gateway.v1.ListApiKeysResponse;
import io.autolabeler.gateway.v1.Role;
import io.autolabeler.platform.database.Times;
import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.platform.paging.Paging;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** API keys, for administrators of all projects. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "keys")
public class KeyResource {
    private static final int LONGEST_NAME = 100;
    private static final int MOST_PROJECTS = 1_000;

    private final KeyRepository keys;
    private final SignedIn signedIn;

    KeyResource(KeyRepository keys, SignedIn signedIn) {
        this.keys = keys;
        this.signedIn = signedIn;
    }

    @POST
    @Path("/keys")
    @Requires(Role.Value.ADMIN)
    @Operation(summary = "Make a key; this answer is the only one that shows it")
    @APIResponse(responseCode = "201", description = "Created")
    public RestResponse<ApiKey> create(ApiKey wanted) {
        requireAllProjects();
        check(wanted);
        String key = "al_" + Secrets.random();
        ApiKey made = keys.create(key, wanted);
        return RestResponse.ResponseBuilder.create(
                        RestResponse.Status.CREATED,
                        made.toBuilder().setKey(key).build())
                .location(URI.create("/api/v1/keys/" + made.getId()))
                .build();
    }

    @GET
    @Path("/keys")
    @Requires(Role.Value.ADMIN)
    @Operation(summary = "List the keys that are not revoked, newest first")
    public ListApiKeysResponse list(
            @QueryParam("pageSize") @DefaultValue("0") int pageSize,
            @QueryParam("pageToken") @DefaultValue("") String pageToken) {
        requireAllProjects();
        Paging paging = Paging.of(pageSize, pageToken);
        var page = paging.page(keys.list(paging.afterId(), paging.limit()), ApiKey::getId);
        return ListApiKeysResponse.newBuilder()
                .addAllKeys(page.rows())
                .setNextPageToken(page.nextPageToken())
                .build();
    }

    @DELETE
    @Path("/keys/{keyId}")
    @Requires(Role.Value.ADMIN)
    @Operation(summary = "Revoke a key, and every session signed in with it")
    public void delete(@PathParam("keyId") String keyId) {
        requireAllProjects();
        if (!keys.delete(UUID.fromString(keyId))) {
            throw ServiceException.notFound("key", keyId);
        }
    }

    private void requireAllProjects() {
        signedIn.caller().requireAllProjects("manage keys");
    }

    private static void check(ApiKey wanted) {
        String name = wanted.getName();
        int length = name.codePointCount(0, name.length());
        if (name.isBlank() || length > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw ServiceException.invalid(
                    "name", "must be 1 to " + LONGEST_NAME + " characters without control characters", name);
        }
        if (wanted.getRole() == Role.Value.UNSPECIFIED) {
            throw ServiceException.invalid("role", "role must be one of VIEWER, ANNOTATOR, EDITOR, ADMIN");
        }
        if (wanted.hasExpireTime() && Times.time(wanted.getExpireTime()).isBefore(OffsetDateTime.now(ZoneOffset.UTC))) {
            throw ServiceException.invalid("expireTime", "expireTime must be in the future");
        }
        checkProjects(wanted.getProjectIdsList());
    }

    private static void checkProjects(List<String> projects) {
        if (projects.size() > MOST_PROJECTS) {
            throw ServiceException.invalid("projectIds", "must be at most " + MOST_PROJECTS, projects.size());
        }
        for (int i = 0; i < projects.size(); i++) {
            Paging.id("projectIds[" + i + "]", projects.get(i));
        }
    }
}
