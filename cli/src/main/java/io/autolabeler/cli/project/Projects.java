package io.autolabeler.cli.project;

import io.autolabeler.cli.gateway.Gateway;
import io.autolabeler.cli.gateway.Paging;
import io.autolabeler.cli.gateway.ProblemException;
import io.autolabeler.cli.schema.Schema;
import io.autolabeler.cli.shell.CommandFailure;
import io.autolabeler.labeling.v1.ListProjectsResponse;
import io.autolabeler.labeling.v1.Project;
import java.util.Map;
import java.util.Optional;

/** Finds and makes projects. */
public final class Projects {
    private static final String ALREADY_EXISTS = "ALREADY_EXISTS";
    private final Gateway gateway;

    public Projects(Gateway gateway) {
        this.gateway = gateway;
    }

    /** The project of exactly that name. */
    public Optional<Project> named(String name) {
        return gateway
                .get("/projects" + Paging.query(Map.of("name", name)), ListProjectsResponse.getDefaultInstance())
                .getProjectsList()
                .stream()
                .filter(project -> project.getName().equals(name))
                .findFirst();
    }

    /** The project of that name or id; there being none ends the command. */
    public Project require(String nameOrId) {
        return named(nameOrId)
                .or(() -> withId(nameOrId))
                .orElseThrow(() -> CommandFailure.failure("no such project: " + nameOrId));
    }

    /** The project's id, or empty for an empty name. */
    public String idOf(String nameOrId) {
        return nameOrId.isEmpty() ? "" : require(nameOrId).getId();
    }

    /** A new project. */
    public Project create(String name, Schema schema) {
        return gateway.post("/projects", wish(name, schema), Project.getDefaultInstance());
    }

    /** The project of that name, made now if there is none. */
    public Found findOrCreate(String name, Schema schema) {
        Optional<Project> existing = named(name);
        if (existing.isPresent()) {
            return new Found(existing.get(), false);
        }
        try {
            return new Found(create(name, schema), true);
        } catch (ProblemException e) {
            if (!e.code().equals(ALREADY_EXISTS)) {
                throw e;
            }
            return new Found(require(name), false);
        }
    }

    /** A project, and whether this command made it. */
    public record Found(Project project, boolean created) {}

    static Project wish(String name, Schema schema) {
        return Project.newBuilder()
                .setName(name)
                .setKind(schema.kind())
                .addAllLabels(schema.labels())
                .setGuidelines(schema.guidelines())
                .build();
    }

    private Optional<Project> withId(String id) {
        if (!id.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(gateway.get("/projects/" + id, Project.getDefaultInstance()));
        } catch (ProblemException e) {
            if (e.status() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
