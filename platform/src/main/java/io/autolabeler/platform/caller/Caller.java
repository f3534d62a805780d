package io.autolabeler.platform.caller;

import io.autolabeler.platform.errors.ServiceException;
import io.grpc.Context;
import io.grpc.Metadata;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling.
 *
 * @param keyId the API key's id, or {@code system} for a service
 * @param projects ids of the only projects it may touch; empty: all
 */
public record Caller(String keyId, Set<String> projects) {
    /** A service calling on its own behalf. */
    public static final Caller SYSTEM = new Caller("system", Set.of());

    static final Metadata.Key<String> KEY = Metadata.Key.of("autolabeler-caller-key", Metadata.ASCII_STRING_MARSHALLER);
    static final Metadata.Key<String> PROJECTS =
            Metadata.Key.of("autolabeler-caller-projects", Metadata.ASCII_STRING_MARSHALLER);
    static final Context.Key<Caller> CURRENT = Context.keyWithDefault("caller", SYSTEM);

    /** The caller of the gRPC method that is running. */
    public static Caller current() {
        return CURRENT.get();
    }

    /** The metadata that carries this caller to a service. */
    public Metadata metadata() {
        Metadata metadata = new Metadata();
        metadata.put(KEY, keyId);
        if (!projects.isEmpty()) {
            metadata.put(PROJECTS, String.join(",", projects));
        }
        return metadata;
    }

    static Caller from(Metadata metadata) {
        @Nullable String key = metadata.get(KEY);
        @Nullable String projects = metadata.get(PROJECTS);
        return key == null
                ? SYSTEM
                : new Caller(key, projects == null ? Set.of() : Set.copyOf(List.of(projects.split(","))));
    }

    /** True if the caller may see the project. */
    public boolean mayUse(String projectId) {
        return projects.isEmpty() || projects.contains(projectId);
    }

    /** The projects as a SQL array parameter; null: all. */
    public String @Nullable [] projectFilter() {
        return projects.isEmpty() ? null : projects.toArray(String[]::new);
    }

    /** Throws PERMISSION_DENIED unless the caller may use the project. */
    public void requireProject(String projectId) {
        if (!mayUse(projectId)) {
            throw ServiceException.permissionDenied("this key is not for project " + projectId);
        }
    }

    /** Throws PERMISSION_DENIED for a caller who is bound to some projects. */
    public void requireAllProjects(String what) {
        if (!projects.isEmpty()) {
            throw ServiceException.permissionDenied("a key bound to projects cannot " + what);
        }
    }
}
