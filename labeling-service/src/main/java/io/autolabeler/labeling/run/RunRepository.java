package io.autolabeler.labeling.run;

import io.autolabeler.common.v1.Routing;
import io.autolabeler.common.v1.TaskKind;
import io.autolabeler.labeling.annotator.LabelingTask;
import io.autolabeler.labeling.project.SchemaJson;
import io.autolabeler.labeling.v1.Run;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Sql;
import io.autolabeler.platform.database.Transaction;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs in PostgreSQL. */
@Singleton
class RunRepository {
    private final Database database;

    RunRepository(Database database) {
        this.database = database;
    }

    Optional<Run> find(UUID id) {
        return database.first(RunRow.SELECT + " where r.id = $1", RunRow::run, id);
    }

    Optional<Run> find(Transaction transaction, UUID id) {
        return transaction.first(RunRow.SELECT + " where r.id = $1", RunRow::run, id);
    }

    Optional<Run> findByIdempotencyKey(String key) {
        return database.first(RunRow.SELECT + " where r.idempotency_key = $1", RunRow::run, key);
    }

    /** Newest first, older than the given one; null filters mean all. */
    List<Run> list(String @Nullable [] only, @Nullable UUID project, @Nullable UUID before, int limit) {
        return database.list(RunRow.SELECT + """
                         where ($1::text[] is null or r.project_id::text = any($1))
                        and ($2::uuid is null or r.project_id = $2) and ($3::uuid is null or r.id < $3)
                        order by r.id desc limit $4""", RunRow::run, only, project, before, limit);
    }

    /** How many items the project's runs of the last seven days have. */
    long itemsOfTheWeek(UUID project) {
        return database.first("""
                        select coalesce(sum(total), 0)::bigint from run
                        where project_id = $1 and create_time > now() - interval '7 days'""", row -> row.getLong(0), project).orElseThrow();
    }

    /** Keeps the run's project and dataset from being deleted until the transaction ends; false if one is gone. */
    boolean holdParents(Transaction transaction, Run run) {
        return transaction
                        .first(
                                "select id from project where id = $1 for key share",
                                row -> row.getUUID(0),
                                UUID.fromString(run.getProjectId()))
                        .isPresent()
                && transaction
                        .first(
                                "select id from dataset where id = $1 for key share",
                                row -> row.getUUID(0),
                                UUID.fromString(run.getDatasetId()))
                        .isPresent();
    }

    /** Stores a run that is to be prepared. */
    UUID insert(Transaction transaction, Run run, int total, @Nullable String idempotencyKey) {
        return transaction
                .first(
                        """
                        insert into run (project_id, dataset_id, examples_dataset_id, model, item_limit, max_cost_pico,
                            routing_enabled, auto_accept_threshold, human_review_threshold, state, schema_version, total,
                            idempotency_key, unpriced, reviewers_per_item, double_review_share, hide_suggestion_share,
                            max_risk, audit_share, error_cost_usd)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'PREPARING', $10, $11, $12, $13, $14, $15, $16, $17, $18,
                            $19)
                        returning id""",
                        row -> row.getUUID(0),
                        UUID.fromString(run.getProjectId()),
                        UUID.fromString(run.getDatasetId()),
                        run.getExamplesDatasetId().isEmpty() ? null : UUID.fromString(run.getExamplesDatasetId()),
                        run.getModel(),
                        run.getItemLimit(),
                        Pico.fromUsd(run.getMaxCost()),
                        run.getRouting().getEnabled(),
                        run.getRouting().getAutoAcceptThreshold(),
                        run.getRouting().getHumanReviewThreshold(),
                        run.getSchemaVersion(),
                        total,
                        idempotencyKey,
                        run.getCost().getUnpriced(),
                        run.getRouting().getReviewersPerItem(),
                        run.getRouting().getDoubleReviewShare(),
                        run.getRouting().getHideSuggestionShare(),
                        run.getRouting().getMaxRisk(),
                        run.getRouting().getAuditShare(),
                        run.getRouting().getErrorCostUsd())
                .orElseThrow();
    }

    /** What the engine needs of the run; empty if it was deleted. */
    Optional<PinnedRun> pinned(UUID id) {
        return database.first("""
                select r.*, p.kind, s.labels, s.guidelines, d.label_column <> '' as has_gold
                from run r join project p on p.id = r.project_id
                join label_schema s on s.project_id = r.project_id and s.version = r.schema_version
                join dataset d on d.id = r.dataset_id where r.id = $1""", RunRepository::pinnedRun, id);
    }

    /** Fixes who labels, and lets the run begin; false if it is no longer being prepared. */
    boolean begin(Transaction transaction, UUID id, Preparation found) {
        return transaction.update(
                        """
                        update run set state = 'RUNNING', method = $2, head_version = $3, prompt_version = $4,
                            example_count = $5, notes = $6, estimated_pico = $7, state_message = '', start_time = now(),
                            running_time = now()
                        where id = $1 and state = 'PREPARING'""",
                        id,
                        found.method().name(),
                        found.headVersion(),
                        found.promptVersion(),
                        found.exampleCount(),
                        found.notes().toArray(String[]::new),
                        found.estimatedPico())
                == 1;
    }

    /** Moves the run into a state if it is in one of the given ones; true if it moved. */
    boolean move(Transaction transaction, UUID id, List<Run.State> from, Run.State to, String reason, String message) {
        return transaction.update(
                        """
                        update run set state = $3, state_reason = $4, state_message = $5,
                            running_time = case when $3 = 'RUNNING' then now() else running_time end,
                            running_done = case when $3 = 'RUNNING' then done else running_done end,
                            end_time = case when $3 in ('COMPLETED', 'CANCELLED', 'FAILED') then now() end
                        where id = $1 and state = any($2)""", id, from.stream().map(Enum::name).toArray(String[]::new), to.name(), reason, message)
                == 1;
    }

    /** Says what a run that is being prepared waits for. */
    void say(UUID id, String message) {
        database.update("update run set state_message = $2 where id = $1 and state = 'PREPARING'", id, message);
    }

    void setLimit(Transaction transaction, UUID id, long pico) {
        transaction.update("update run set max_cost_pico = $2 where id = $1", id, pico);
    }

    /** Adds to the counts; true if every item is now annotated. */
    boolean count(Sql sql, UUID id, Tally tally) {
        return sql.first(
                        """
                        update run set done = done + $2, failed = failed + $3, auto_accept = auto_accept + $4,
                            human_review = human_review + $5, expert_review = expert_review + $6,
                            degraded = degraded + $7, truncated = truncated + $8, other_language = other_language + $9,
                            cached = cached + $10, input_tokens = input_tokens + $11, output_tokens = output_tokens + $12
                        where id = $1 returning done >= total""",
                        row -> row.getBoolean(0),
                        id,
                        tally.done,
                        tally.failed,
                        tally.autoAccept,
                        tally.humanReview,
                        tally.expertReview,
                        tally.degraded,
                        tally.truncated,
                        tally.otherLanguage,
                        tally.cached,
                        tally.inputTokens,
                        tally.outputTokens)
                .orElse(false);
    }

    void addReviewed(Transaction transaction, UUID id, int more) {
        transaction.update("update run set reviewed = reviewed + $2 where id = $1", id, more);
    }

    /** Takes failed items out of the counts, as they are to be labeled again. */
    void uncountFailed(Transaction transaction, UUID id, int failed) {
        transaction.update("update run set done = done - $2, failed = failed - $2 where id = $1", id, failed);
    }

    boolean isRunning(Transaction transaction, UUID id) {
        return transaction
                .first("select state = 'RUNNING' from run where id = $1", row -> row.getBoolean(0), id)
                .orElse(false);
    }

    private static PinnedRun pinnedRun(Row row) {
        UUID id = row.getUUID("id");
        String method = row.getString("method");
        LabelingTask task = new LabelingTask(
                row.getUUID("project_id"),
                id,
                TaskKind.Value.valueOf(row.getString("kind")),
                SchemaJson.labels(row.get(JsonArray.class, "labels")),
                row.getString("guidelines"),
                row.getString("model"),
                method.isEmpty() ? LabelingTask.Method.MODEL : LabelingTask.Method.valueOf(method),
                row.getInteger("head_version"),
                row.getString("prompt_version"));
        return new PinnedRun(
                id,
                row.getUUID("dataset_id"),
                Run.State.valueOf(row.getString("state")),
                task,
                routing(row),
                row.getInteger("total"),
                row.getInteger("example_count"),
                row.getBoolean("has_gold"));
    }

    static Routing routing(Row row) {
        return Routing.newBuilder()
                .setEnabled(row.getBoolean("routing_enabled"))
                .setAutoAcceptThreshold(row.getDouble("auto_accept_threshold"))
                .setHumanReviewThreshold(row.getDouble("human_review_threshold"))
                .setReviewersPerItem(row.getInteger("reviewers_per_item"))
                .setDoubleReviewShare(row.getDouble("double_review_share"))
                .setHideSuggestionShare(row.getDouble("hide_suggestion_share"))
                .setMaxRisk(row.getDouble("max_risk"))
                .setAuditShare(row.getDouble("audit_share"))
                .setErrorCostUsd(row.getDouble("error_cost_usd"))
                .build();
    }
}
