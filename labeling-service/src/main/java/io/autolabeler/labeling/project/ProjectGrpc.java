package io.autolabeler.labeling.project;

import com.google.protobuf.util.FieldMaskUtil;
import io.autolabeler.labeling.annotator.ForgetCalls;
import io.autolabeler.labeling.dataset.RemoveDataset;
import io.autolabeler.labeling.v1.CreateProjectRequest;
import io.autolabeler.labeling.v1.DeleteProjectRequest;
import io.autolabeler.labeling.v1.DeleteProjectResponse;
import io.autolabeler.labeling.v1.GetProjectRequest;
import io.autolabeler.labeling.v1.ListLabelSchemasRequest;
import io.autolabeler.labeling.v1.ListLabelSchemasResponse;
import io.autolabeler.labeling.v1.ListProjectsRequest;
import io.autolabeler.labeling.v1.ListProjectsResponse;
import io.autolabeler.labeling.v1.Project;
import io.autolabeler.labeling.v1.ProjectService;
import io.autolabeler.labeling.v1.TextsDeleted;
import io.autolabeler.labeling.v1.UpdateProjectRequest;
import io.autolabeler.platform.caller.Caller;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.platform.events.Outbox;
import io.autolabeler.platform.paging.Paging;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Projects over gRPC; the rules of each rpc stand in project.proto. */
@GrpcService
class ProjectGrpc implements ProjectService {
    private static final int MOST_SCHEMAS = 100;
    private static final Set<String> UPDATABLE = Set.of(
            "name",
            "labels",
            "guidelines",
            "model",
            "routing",
            "routing.enabled",
            "routing.auto_accept_threshold",
            "routing.human_review_threshold",
            "routing.reviewers_per_item",
            "routing.double_review_share",
            "routing.hide_suggestion_share",
            "routing.max_risk",
            "routing.audit_share",
            "routing.error_cost_usd");

    private final Database database;
    private final ProjectRepository projects;
    private final RemoveDataset removeDataset;
    private final ForgetCalls forgetCalls;
    private final Outbox outbox;

    ProjectGrpc(
            Database database,
            ProjectRepository projects,
            RemoveDataset removeDataset,
            ForgetCalls forgetCalls,
            Outbox outbox) {
        this.database = database;
        this.projects = projects;
        this.removeDataset = removeDataset;
        this.forgetCalls = forgetCalls;
        this.outbox = outbox;
    }

    @Override
    public Uni<Project> createProject(CreateProjectRequest request) {
        return Uni.createFrom().item(() -> {
            Caller.current().requireAllProjects("create projects");
            Project checked = LabelSchemaRules.checked(request.getProject());
            @Nullable String key = emptyToNull(request.getIdempotencyKey());
            Optional<Project> before = Optional.ofNullable(key).flatMap(projects::findByIdempotencyKey);
            return before.orElseGet(() -> created(checked, key));
        });
    }

    private Project created(Project project, @Nullable String key) {
        UUID id = database.inTransaction(transaction -> projects.insert(transaction, project, key))
                .orElseThrow(() -> nameTaken(project));
        return projects.find(id).orElseThrow();
    }

    @Override
    public Uni<Project> getProject(GetProjectRequest request) {
        return Uni.createFrom().item(() -> require(request.getProjectId()));
    }

    @Override
    public Uni<ListProjectsResponse> listProjects(ListProjectsRequest request) {
        return Uni.createFrom().item(() -> {
            Paging paging = Paging.of(request.getPageSize(), request.getPageToken());
            var page = paging.page(
                    projects.list(
                            Caller.current().projectFilter(),
                            emptyToNull(request.getName()),
                            paging.after(),
                            paging.limit()),
                    Project::getName);
            return ListProjectsResponse.newBuilder()
                    .addAllProjects(page.rows())
                    .setNextPageToken(page.nextPageToken())
                    .build();
        });
    }

    @Override
    public Uni<Project> updateProject(UpdateProjectRequest request) {
        return Uni.createFrom().item(() -> {
            Project change = request.getProject();
            Project current = require(change.getId());
            requireUpdatable(request);
            database.withTransaction(transaction -> update(transaction, current.getId(), request));
            return require(current.getId());
        });
    }

    private void update(Transaction transaction, String id, UpdateProjectRequest request) {
        Project before = projects.lock(transaction, UUID.fromString(id)).orElseThrow(() -> missing(id));
        Project.Builder merged = before.toBuilder();
        FieldMaskUtil.merge(
                request.getUpdateMask(),
                request.getProject(),
                merged,
                new FieldMaskUtil.MergeOptions().setReplaceRepeatedFields(true));
        boolean newSchema = !merged.getLabelsList().equals(before.getLabelsList())
                || !merged.getGuidelines().equals(before.getGuidelines());
        merged.setSchemaVersion(before.getSchemaVersion() + (newSchema ? 1 : 0));
        Project after = LabelSchemaRules.checked(merged.build());
        if (!projects.update(transaction, after, newSchema)) {
            throw nameTaken(after);
        }
    }

    @Override
    public Uni<DeleteProjectResponse> deleteProject(DeleteProjectRequest request) {
        return Uni.createFrom().item(() -> {
            Project project = require(request.getProjectId());
            database.withTransaction(transaction -> delete(transaction, UUID.fromString(project.getId())));
            return DeleteProjectResponse.getDefaultInstance();
        });
    }

    private void delete(Transaction transaction, UUID id) {
        if (projects.lock(transaction, id).isEmpty()) {
            return;
        }
        projects.openRun(transaction, id).ifPresent(run -> {
            throw ServiceException.failedPrecondition("run " + run + " of the project is open; cancel it first");
        });
        List<UUID> runs = removeDataset.removeAll(transaction, id);
        forgetCalls.ofProject(transaction, id);
        projects.delete(transaction, id);
        outbox.append(
                transaction,
                "labeling.deletions.v1",
                id.toString(),
                TextsDeleted.newBuilder()
                        .setProjectId(id.toString())
                        .addAllRunIds(runs.stream().map(UUID::toString).toList())
                        .build());
    }

    @Override
    public Uni<ListLabelSchemasResponse> listLabelSchemas(ListLabelSchemasRequest request) {
        return Uni.createFrom().item(() -> {
            Project project = require(request.getProjectId());
            return ListLabelSchemasResponse.newBuilder()
                    .addAllLabelSchemas(projects.schemas(UUID.fromString(project.getId()), MOST_SCHEMAS))
                    .build();
        });
    }

    private Project require(String id) {
        Caller.current().requireProject(id);
        return projects.find(Paging.id("projectId", id)).orElseThrow(() -> missing(id));
    }

    private static void requireUpdatable(UpdateProjectRequest request) {
        for (String path : request.getUpdateMask().getPathsList()) {
            if (!UPDATABLE.contains(path)) {
                throw ServiceException.invalid(
                        path,
                        "cannot be changed; these can: "
                                + UPDATABLE.stream().sorted().toList());
            }
        }
    }

    private static ServiceException missing(String id) {
        return ServiceException.notFound("project", id);
    }

    private static ServiceException nameTaken(Project project) {
        return ServiceException.alreadyExists("a project named " + project.getName() + " exists already");
    }

    private static @Nullable String emptyToNull(String value) {
        return value.isEmpty() ? null : value;
    }
}
