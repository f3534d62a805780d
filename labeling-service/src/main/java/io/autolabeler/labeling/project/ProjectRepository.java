package io.autolabeler.labeling.project;

import io.autolabeler.common.v1.Routing;
import io.autolabeler.common.v1.TaskKind;
import io.autolabeler.labeling.v1.LabelSchema;
import io.autolabeler.labeling.v1.Project;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Sql;
import io.autolabeler.platform.database.Times;
import io.autolabeler.platform.database.Transaction;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Projects and their label schemas in PostgreSQL. */
@Singleton
public class ProjectRepository {
    private static final String SELECT = """
            select p.*, s.labels, s.guidelines
            from project p join label_schema s on s.project_id = p.id and s.version = p.schema_version""";

    private final Database database;

    ProjectRepository(Database database) {
        this.database = database;
    }

    /** The project; empty if there is none. */
    public Optional<Project> find(UUID id) {
        return database.first(SELECT + " where p.id = $1", ProjectRepository::project, id);
    }

    Optional<Project> findByIdempotencyKey(String key) {
        return database.first(SELECT + " where p.idempotency_key = $1", ProjectRepository::project, key);
    }

    /** Projects by name, after the given one; null filters mean all. */
    List<Project> list(String @Nullable [] only, @Nullable String name, @Nullable String after, int limit) {
        return database.list(SELECT + """
                         where ($1::text[] is null or p.id::text = any($1))
                         and ($2::text is null or p.name = $2) and ($3::text is null or p.name > $3)
                        order by p.name limit $4""", ProjectRepository::project, only, name, after, limit);
    }

    /** Stores a new project with version 1 of its schema; empty if the name is taken. */
    Optional<UUID> insert(Transaction transaction, Project project, @Nullable String idempotencyKey) {
        Routing routing = project.getRouting();
        Optional<UUID> id = transaction.first(
                """
                insert into project (name, kind, model, schema_version, routing_enabled, auto_accept_threshold,
                    human_review_threshold, idempotency_key, reviewers_per_item, double_review_share,
                    hide_suggestion_share, max_risk, audit_share, error_cost_usd)
                values ($1, $2, $3, 1, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict do nothing returning id""",
                row -> row.getUUID(0),
                project.getName(),
                project.getKind().name(),
                project.getModel(),
                routing.getEnabled(),
                routing.getAutoAcceptThreshold(),
                routing.getHumanReviewThreshold(),
                idempotencyKey,
                routing.getReviewersPerItem(),
                routing.getDoubleReviewShare(),
                routing.getHideSuggestionShare(),
                routing.getMaxRisk(),
                routing.getAuditShare(),
                routing.getErrorCostUsd());
        id.ifPresent(made -> insertSchema(transaction, made, 1, project));
        return id;
    }

    /** The project, locked until the transaction ends. */
    Optional<Project> lock(Transaction transaction, UUID id) {
        return transaction.first(SELECT + " where p.id = $1 for update of p", ProjectRepository::project, id);
    }

    /** Stores the project's fields, and its schema if its version is new; false if the name is taken. */
    boolean update(Transaction transaction, Project project, boolean newSchema) {
        UUID id = UUID.fromString(project.getId());
        Routing routing = project.getRouting();
        int changed = transaction.update(
                """
                update project set name = $2, model = $3, schema_version = $4, routing_enabled = $5,
                    auto_accept_threshold = $6, human_review_threshold = $7, reviewers_per_item = $8,
                    double_review_share = $9, hide_suggestion_share = $10, max_risk = $11, audit_share = $12,
                    error_cost_usd = $13, update_time = now()
                where id = $1 and not exists (select from project where name = $2 and id <> $1)""",
                id,
                project.getName(),
                project.getModel(),
                project.getSchemaVersion(),
                routing.getEnabled(),
                routing.getAutoAcceptThreshold(),
                routing.getHumanReviewThreshold(),
                routing.getReviewersPerItem(),
                routing.getDoubleReviewShare(),
                routing.getHideSuggestionShare(),
                routing.getMaxRisk(),
                routing.getAuditShare(),
                routing.getErrorCostUsd());
        if (changed == 1 && newSchema) {
            insertSchema(transaction, id, project.getSchemaVersion(), project);
        }
        return changed == 1;
    }

    /** A run of the project that can still label; empty if there is none. */
    Optional<UUID> openRun(Transaction transaction, UUID id) {
        return transaction.first("""
                select id from run where project_id = $1 and state in ('PREPARING', 'RUNNING', 'PAUSED')
                order by id limit 1""", row -> row.getUUID(0), id);
    }

    boolean delete(Sql sql, UUID id) {
        return sql.update("delete from project where id = $1", id) == 1;
    }

    /** One version of a project's schema. */
    public Optional<LabelSchema> schema(UUID projectId, int version) {
        return database.first(
                "select * from label_schema where project_id = $1 and version = $2",
                ProjectRepository::labelSchema,
                projectId,
                version);
    }

    List<LabelSchema> schemas(UUID projectId, int limit) {
        return database.list(
                "select * from label_schema where project_id = $1 order by version desc limit $2",
                ProjectRepository::labelSchema,
                projectId,
                limit);
    }

    private static void insertSchema(Transaction transaction, UUID id, int version, Project project) {
        transaction.update(
                "insert into label_schema (project_id, version, labels, guidelines) values ($1, $2, $3, $4)",
                id,
                version,
                SchemaJson.of(project.getLabelsList()),
                project.getGuidelines());
    }

    private static Project project(Row row) {
        return Project.newBuilder()
                .setId(row.getUUID("id").toString())
                .setName(row.getString("name"))
                .setKind(TaskKind.Value.valueOf(row.getString("kind")))
                .addAllLabels(SchemaJson.labels(row.get(JsonArray.class, "labels")))
                .setSchemaVersion(row.getInteger("schema_version"))
                .setGuidelines(row.getString("guidelines"))
                .setModel(row.getString("model"))
                .setRouting(Routing.newBuilder()
                        .setEnabled(row.getBoolean("routing_enabled"))
                        .setAutoAcceptThreshold(row.getDouble("auto_accept_threshold"))
                        .setHumanReviewThreshold(row.getDouble("human_review_threshold"))
                        .setReviewersPerItem(row.getInteger("reviewers_per_item"))
                        .setDoubleReviewShare(row.getDouble("double_review_share"))
                        .setHideSuggestionShare(row.getDouble("hide_suggestion_share"))
                        .setMaxRisk(row.getDouble("max_risk"))
                        .setAuditShare(row.getDouble("audit_share"))
                        .setErrorCostUsd(row.getDouble("error_cost_usd")))
                .setCreateTime(Times.timestamp(row.getOffsetDateTime("create_time")))
                .setUpdateTime(Times.timestamp(row.getOffsetDateTime("update_time")))
                .build();
    }

    private static LabelSchema labelSchema(Row row) {
        return LabelSchema.newBuilder()
                .setProjectId(row.getUUID("project_id").toString())
                .setVersion(row.getInteger("version"))
                .addAllLabels(SchemaJson.labels(row.get(JsonArray.class, "labels")))
                .setGuidelines(row.getString("guidelines"))
                .setCreateTime(Times.timestamp(row.getOffsetDateTime("create_time")))
                .build();
    }
}
