package io.autolabeler.gateway.signin;

import io.autolabeler.gateway.access.Identity;
import io.autolabeler.gateway.access.Requires;
import io.autolabeler.gateway.access.SignedIn;
import io.autolabeler.gateway.key.Secrets;
import io.autolabeler.gateway.v1.Me;
import io.autolabeler.gateway.v1.Role;
import io.autolabeler.platform.errors.ServiceException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who the caller is, and the codes that sign a browser in. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "sign-in")
public class SignInResource {
    private static final int MINUTES = 10;

    private final SessionRepository sessions;
    private final SignedIn signedIn;

    SignInResource(SessionRepository sessions, SignedIn signedIn) {
        this.sessions = sessions;
        this.signedIn = signedIn;
    }

    /** A code for {@code GET /?code=…}. */
    public record SignInCode(String code, String expireTime) {}

    @GET
    @Path("/me")
    @Requires(Role.Value.VIEWER)
    @Operation(summary = "Who the caller is")
    public Me me() {
        Identity identity = signedIn.required();
        return Me.newBuilder()
                .setKeyId(identity.keyId().toString())
                .setName(identity.name())
                .setRole(identity.role())
                .addAllProjectIds(
                        identity.projectIds().stream().map(UUID::toString).toList())
                .setCsrfToken(identity.csrfToken())
                .build();
    }

    @POST
    @Path("/sign-in-codes")
    @Requires(Role.Value.ADMIN)
    @Operation(summary = "Make a code that signs one browser in as the caller, once, within 10 minutes, at /?code=…")
    public SignInCode code() {
        Identity identity = signedIn.required();
        if (!identity.csrfToken().isEmpty()) {
            throw ServiceException.permissionDenied("a session cannot make codes; use a key");
        }
        String code = Secrets.random();
        OffsetDateTime expires = sessions.addCode(code, identity.keyId(), MINUTES);
        return new SignInCode(code, expires.format(DateTimeFormatter.ISO_INSTANT));
    }
}
