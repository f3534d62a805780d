package io.autolabeler.gateway.limit;

import io.autolabeler.gateway.access.SignedIn;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Refuses a key's requests above its limit. */
@Provider
@Priority(Priorities.AUTHORIZATION)
class RateLimitFilter implements ContainerRequestFilter {
    private final RateLimit limit;
    private final SignedIn signedIn;

    RateLimitFilter(RateLimit limit, SignedIn signedIn) {
        this.limit = limit;
        this.signedIn = signedIn;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        signedIn.identity().ifPresent(identity -> limit.take(identity.keyId()));
    }
}
