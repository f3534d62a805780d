package io.autolabeler.monitoring.metric;

import io.autolabeler.labeling.v1.AnnotatedItem;
import io.autolabeler.monitoring.metric.Tally.Scope;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.quality.v1.ReviewDecided;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was counted and may have to be counted otherwise later: runs, failed items, review decisions. */
@Singleton
public class SeenRepository {
    private final Database database;

    SeenRepository(Database database) {
        this.database = database;
    }

    /**
     * A review decision as it was counted last.
     *
     * @param gold null: the item has no gold label that is counted
     */
    record SeenReview(
            int revision,
            boolean withdrawn,
            boolean kept,
            String model,
            Scope scope,
            @Nullable CountedGold gold) {}

    /**
     * What was counted of an item's gold label before anybody looked at it.
     *
     * @param right the model's label was the gold one
     * @param minute in which it was counted
     */
    record CountedGold(boolean right, Instant minute) {}

    /** The project of a run; empty if it was never heard of. */
    public Optional<UUID> projectOf(UUID runId) {
        return database.first(
                "select project_id from run_seen where run_id = $1", row -> row.getUUID("project_id"), runId);
    }

    /** Items of the run that failed and were not labeled since, by error code. */
    public List<String> openFailures(UUID runId) {
        return database.list(
                "select code from failed_item where run_id = $1 order by code", row -> row.getString("code"), runId);
    }

    void addRun(Transaction transaction, UUID runId, UUID projectId) {
        transaction.update(
                "insert into run_seen (run_id, project_id) values ($1, $2) on conflict do nothing", runId, projectId);
    }

    /** How many of the items had failed before; from now on only those with an error count as failed. */
    int replaceFailures(Transaction transaction, UUID runId, List<AnnotatedItem> items) {
        int before = transaction.update(
                "delete from failed_item where run_id = $1 and item_id = any($2::uuid[])",
                runId,
                items.stream().map(item -> UUID.fromString(item.getItemId())).toArray(UUID[]::new));
        transaction.batch(
                "insert into failed_item (run_id, item_id, code) values ($1, $2, $3)",
                items.stream()
                        .filter(AnnotatedItem::hasError)
                        .map(item -> Tuple.of(
                                runId,
                                UUID.fromString(item.getItemId()),
                                item.getError().name()))
                        .toList());
        return before;
    }

    Optional<SeenReview> lockReview(Transaction transaction, UUID taskId) {
        return transaction.first(
                "select * from review_seen where task_id = $1 for update", SeenRepository::review, taskId);
    }

    /** True unless another consumer stored the task's first revision at the same time. */
    boolean putReview(Transaction transaction, ReviewDecided event, SeenReview seen, boolean first) {
        String sql = first ? """
                insert into review_seen (task_id, revision, withdrawn, kept, project_id, run_id, model, minute, gold_right,
                    gold_minute)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing""" : """
                update review_seen set revision = $2, withdrawn = $3, kept = $4, project_id = $5, run_id = $6,
                    model = $7, minute = $8, gold_right = $9, gold_minute = $10 where task_id = $1""";
        @Nullable CountedGold gold = seen.gold();
        return transaction.update(
                        sql,
                        UUID.fromString(event.getTaskId()),
                        seen.revision(),
                        seen.withdrawn(),
                        seen.kept(),
                        seen.scope().projectId(),
                        seen.scope().runId(),
                        seen.model(),
                        seen.scope().minute().atOffset(ZoneOffset.UTC),
                        gold != null && gold.right(),
                        gold == null ? null : gold.minute().atOffset(ZoneOffset.UTC))
                == 1;
    }

    private static SeenReview review(Row row) {
        @Nullable OffsetDateTime goldMinute = row.getOffsetDateTime("gold_minute");
        return new SeenReview(
                row.getInteger("revision"),
                row.getBoolean("withdrawn"),
                row.getBoolean("kept"),
                row.getString("model"),
                new Scope(
                        row.getUUID("project_id"),
                        row.getUUID("run_id"),
                        row.getOffsetDateTime("minute").toInstant()),
                goldMinute == null ? null : new CountedGold(row.getBoolean("gold_right"), goldMinute.toInstant()));
    }
}
