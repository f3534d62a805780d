package io.autolabeler.gateway.access;

import io.autolabeler.gateway.v1.Role;
import io.autolabeler.platform.caller.Caller;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Whom a key or a session stands for.
 *
 * @param projectIds the only projects it may touch; empty: all
 * @param csrfToken what changes must send along; empty for a key, which no browser sends by itself
 */
public record Identity(UUID keyId, String name, Role.Value role, List<UUID> projectIds, String csrfToken) {
    public Identity {
        projectIds = List.copyOf(projectIds);
    }

    /** The same key, signed in through a browser. */
    public Identity inBrowser(String token) {
        return new Identity(keyId, name, role, projectIds, token);
    }

    /** True if the role includes the one required. */
    public boolean has(Role.Value required) {
        return role.getNumber() >= required.getNumber();
    }

    /** How the services know this identity. */
    public Caller caller() {
        return new Caller(
                keyId.toString(), projectIds.stream().map(UUID::toString).collect(Collectors.toUnmodifiableSet()));
    }
}
