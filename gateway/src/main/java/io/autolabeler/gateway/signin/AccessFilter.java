package io.autolabeler.gateway.signin;

import io.autolabeler.gateway.access.Identity;
import io.autolabeler.gateway.access.Open;
import io.autolabeler.gateway.access.Requires;
import io.autolabeler.gateway.access.SignedIn;
import io.autolabeler.gateway.key.KeyRepository;
import io.autolabeler.platform.errors.ErrorCode;
import io.autolabeler.platform.errors.ServiceException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets a request in if its key or session is known and its role suffices; a browser's changes must also come from our pages. */
@Provider
@Priority(Priorities.AUTHENTICATION)
class AccessFilter implements ContainerRequestFilter {
    private static final String BEARER = "Bearer ";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final KeyRepository keys;
    private final SessionRepository sessions;
    private final SignedIn signedIn;

    @Context
    @Nullable
    ResourceInfo resource;

    AccessFilter(KeyRepository keys, SessionRepository sessions, SignedIn signedIn) {
        this.keys = keys;
        this.sessions = sessions;
        this.signedIn = signedIn;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Method method = Objects.requireNonNull(resource).getResourceMethod();
        if (method.isAnnotationPresent(Open.class)) {
            return;
        }
        Requires requires = Objects.requireNonNull(method.getAnnotation(Requires.class), "a method without a role");
        Identity identity = authenticated(request);
        signedIn.as(identity);
        if (!identity.has(requires.value())) {
            throw ServiceException.permissionDenied("this needs the role " + requires.value() + "; the key \""
                    + identity.name() + "\" has " + identity.role());
        }
        if (!identity.csrfToken().isEmpty() && !SAFE.contains(request.getMethod())) {
            requireOwnPage(request, identity.csrfToken());
        }
    }

    private Identity authenticated(ContainerRequestContext request) {
        @Nullable String authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (authorization != null) {
            return bearer(authorization);
        }
        @Nullable Cookie cookie = request.getCookies().get(SessionCookie.NAME);
        if (cookie == null) {
            throw unauthenticated("send a key as \"Authorization: Bearer al_…\"");
        }
        String session = cookie.getValue();
        return sessions.find(session)
                .map(identity -> identity.inBrowser(SessionCookie.csrfToken(session)))
                .orElseThrow(() -> unauthenticated("this session is over; sign in again"));
    }

    private Identity bearer(String authorization) {
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw unauthenticated("the Authorization header must be \"Bearer al_…\"");
        }
        return keys.find(authorization.substring(BEARER.length()).strip())
                .orElseThrow(() -> unauthenticated("this key is unknown, revoked or expired"));
    }

    private static void requireOwnPage(ContainerRequestContext request, String token) {
        @Nullable String sent = request.getHeaderString("X-CSRF-Token");
        if (sent == null || !sameBytes(sent, token)) {
            throw ServiceException.permissionDenied("changes from a browser need the X-CSRF-Token that GET /me gives");
        }
        @Nullable String origin = request.getHeaderString("Origin");
        @Nullable String host = request.getHeaderString(HttpHeaders.HOST);
        if (origin != null && !isSameHost(origin, host)) {
            throw ServiceException.permissionDenied("changes from a browser must come from the gateway's own pages");
        }
    }

    private static boolean isSameHost(String origin, @Nullable String host) {
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean sameBytes(String sent, String expected) {
        return MessageDigest.isEqual(sent.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    private static ServiceException unauthenticated(String message) {
        return new ServiceException(ErrorCode.UNAUTHENTICATED, message);
    }
}
