package io.autolabeler.gateway.audit;

import io.autolabeler.gateway.access.Requires;
import io.autolabeler.gateway.access.SignedIn;
import io.autolabeler.gateway.v1.Role;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes down every change that a known caller asked for, refused ones included. What a viewer may POST changes nothing and
 * is not written. The entry follows the answer; one that cannot be stored is in the log.
 */
@Provider
class AuditFilter implements ContainerResponseFilter {
    private static final Logger LOG = Logger.getLogger(AuditFilter.class);

    private final AuditRepository audit;
    private final SignedIn signedIn;
    private final ExecutorService threads;

    @Context
    @Nullable
    ResourceInfo resource;

    AuditFilter(AuditRepository audit, SignedIn signedIn, @VirtualThreads ExecutorService threads) {
        this.audit = audit;
        this.signedIn = signedIn;
        this.threads = threads;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        String method = request.getMethod();
        if (isChange(method)) {
            String path = request.getUriInfo().getPath();
            int status = response.getStatus();
            signedIn.identity()
                    .ifPresent(identity -> threads.execute(() -> add(identity.keyId(), method, path, status)));
        }
    }

    private boolean isChange(String httpMethod) {
        if (httpMethod.equals("GET") || httpMethod.equals("HEAD") || resource == null) {
            return false;
        }
        @Nullable Method method = resource.getResourceMethod();
        @Nullable Requires requires = method == null ? null : method.getAnnotation(Requires.class);
        return requires != null && requires.value() != Role.Value.VIEWER;
    }

    private void add(UUID keyId, String method, String path, int status) {
        try {
            audit.add(keyId, method, path, status);
        } catch (RuntimeException e) {
            LOG.errorf("audit entry not stored (%s): %s %s %s %d", e, keyId, method, path, status);
        }
    }
}
