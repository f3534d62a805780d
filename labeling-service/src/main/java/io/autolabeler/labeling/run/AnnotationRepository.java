package io.autolabeler.labeling.run;

import io.autolabeler.common.v1.LabelScore;
import io.autolabeler.labeling.run.ChunkRepository.Chunk;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Transaction;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Annotations in PostgreSQL, written a chunk at a time. */
@Singleton
class AnnotationRepository {
    private static final String LABELED = """
            select a.*, coalesce(a.gold_label, i.gold_label) as told_gold, i.text, i.content_hash
            from annotation a join item i on i.id = a.item_id
            where a.run_id = $1\s""";

    private final Database database;

    AnnotationRepository(Database database) {
        this.database = database;
    }

    /** An item still to be labeled. */
    record OpenItem(UUID id, int ordinal, String text, String goldLabel, byte[] contentHash) {}

    /**
     * The chunk's items without an annotation, in order. The annotations are bounded by the chunk as well: of a table that it
     * knows nothing about yet, PostgreSQL would read all of the run's for every item.
     */
    List<OpenItem> open(Chunk chunk, UUID datasetId) {
        return database.list(
                """
                select i.id, i.ordinal, i.text, coalesce(i.corrected_label, i.gold_label) as gold_label, i.content_hash
                from item i
                where i.dataset_id = $1 and i.ordinal between $2 and $3
                and not exists (select from annotation a where a.run_id = $4 and a.ordinal = i.ordinal
                    and a.ordinal between $2 and $3)
                order by i.ordinal""",
                AnnotationRepository::openItem,
                datasetId,
                chunk.firstOrdinal(),
                chunk.lastOrdinal(),
                chunk.runId());
    }

    /** Stores those that are new and returns their items; one that is there already stays as it is. */
    Set<UUID> insert(Transaction transaction, UUID runId, String model, List<StoredAnnotation> all) {
        return new HashSet<>(transaction.list(
                """
                insert into annotation (run_id, ordinal, item_id, label, scores, raw_confidence, confidence, uncalibrated,
                    route, error_code, error_message, degraded, cost_pico, model, prompt_version, truncated,
                    other_language, cached, calibration_id, certificate_id, audited, route_time, gold_label)
                select $1, o, i, l, s::jsonb, r, c, u, rt, ec, em, d, p, $2, v, t, ol, ca, ci, ce, au,
                    case when rt is not null then clock_timestamp() end,
                    (select coalesce(item.corrected_label, item.gold_label) from item where item.id = i)
                from unnest($3::int[], $4::uuid[], $5::text[], $6::text[], $7::float8[], $8::float8[], $9::boolean[],
                    $10::text[], $11::text[], $12::text[], $13::boolean[], $14::bigint[], $15::text[], $16::boolean[],
                    $17::boolean[], $18::boolean[], $19::uuid[], $20::uuid[], $21::boolean[])
                    as a(o, i, l, s, r, c, u, rt, ec, em, d, p, v, t, ol, ca, ci, ce, au)
                on conflict do nothing returning item_id""",
                row -> row.getUUID(0),
                runId,
                model,
                column(all, StoredAnnotation::ordinal, Integer[]::new),
                column(all, StoredAnnotation::itemId, UUID[]::new),
                column(all, StoredAnnotation::label, String[]::new),
                column(all, each -> json(each.scores()).encode(), String[]::new),
                column(all, StoredAnnotation::rawConfidence, Double[]::new),
                column(all, StoredAnnotation::confidence, Double[]::new),
                column(all, StoredAnnotation::uncalibrated, Boolean[]::new),
                column(all, each -> each.route() == null ? null : each.route().name(), String[]::new),
                column(
                        all,
                        each -> each.error() == null
                                ? null
                                : each.error().getCode().name(),
                        String[]::new),
                column(all, each -> each.error() == null ? null : each.error().getMessage(), String[]::new),
                column(all, StoredAnnotation::degraded, Boolean[]::new),
                column(all, each -> each.usage().costPico(), Long[]::new),
                column(all, StoredAnnotation::promptVersion, String[]::new),
                column(all, StoredAnnotation::truncated, Boolean[]::new),
                column(all, StoredAnnotation::otherLanguage, Boolean[]::new),
                column(all, StoredAnnotation::cached, Boolean[]::new),
                column(all, StoredAnnotation::calibrationId, UUID[]::new),
                column(all, StoredAnnotation::certificateId, UUID[]::new),
                column(all, StoredAnnotation::audit, Boolean[]::new)));
    }

    /** Takes the failed annotations of a run away, but for items that can never be labeled; returns how many went. */
    int deleteFailed(Transaction transaction, UUID runId) {
        return transaction.update(
                "delete from annotation where run_id = $1 and error_code is not null and error_code <> 'INVALID_ITEM'",
                runId);
    }

    /** Runs with degraded items, a few at a time. */
    List<UUID> degradedRuns() {
        return database.list("select distinct run_id from annotation where degraded limit 20", row -> row.getUUID(0));
    }

    /** Degraded items of the run that no other transaction holds, held until this one ends. */
    List<LabeledItem> lockDegraded(Transaction transaction, UUID runId, int limit) {
        return transaction.list(
                LABELED + "and a.degraded order by a.ordinal limit $2 for update of a skip locked",
                LabeledItem::from,
                runId,
                limit);
    }

    /** Those items of the run that have an annotation, held until the transaction ends. */
    List<LabeledItem> lock(Transaction transaction, UUID runId, Collection<UUID> itemIds) {
        return transaction.list(
                LABELED + "and a.item_id = any($2) order by a.ordinal for update of a",
                LabeledItem::from,
                runId,
                itemIds.toArray(UUID[]::new));
    }

    /** Routes items to reviewers. */
    void toReview(Transaction transaction, UUID runId, Collection<UUID> itemIds) {
        transaction.update(
                "update annotation set route = 'HUMAN_REVIEW', route_time = clock_timestamp() where run_id = $1 and item_id = any($2)",
                runId,
                itemIds.toArray(UUID[]::new));
    }

    /** Stores confidence and route of items that were degraded. */
    void assess(Transaction transaction, UUID runId, Collection<Assessed> assessments) {
        transaction.batch(
                """
                update annotation set confidence = $3, route = $4, uncalibrated = $5, degraded = false,
                    calibration_id = $6, certificate_id = $7, audited = $8, route_time = clock_timestamp()
                where run_id = $1 and item_id = $2""", assessments.stream().map(each -> assessed(runId, each)).toList());
    }

    private static Tuple assessed(UUID runId, Assessed each) {
        return Tuple.from(Arrays.asList(
                runId,
                UUID.fromString(each.assessment().getItemId()),
                each.assessment().getConfidence(),
                each.assessment().getRoute().name(),
                each.assessment().getUncalibrated(),
                each.calibrationId(),
                each.certificateId(),
                each.assessment().getAudit()));
    }

    /**
     * What people said of an item.
     *
     * @param label null: taken back
     * @param source review or adjudication
     */
    record Reviewed(@Nullable String label, String source, int revision, OffsetDateTime time) {}

    /** Stores a reviewed label, or takes it back if it is null; -1, 0 or 1 more reviewed item. An older revision changes nothing. */
    int review(Transaction transaction, UUID runId, UUID itemId, Reviewed reviewed) {
        int more = storeReviewed(transaction, runId, itemId, reviewed);
        correctGold(transaction, itemId);
        return more;
    }

    /** What people said last, in whichever run, stands in for the item's gold label. */
    private static void correctGold(Transaction transaction, UUID itemId) {
        transaction.update("""
                update item set corrected_label = (select a.final_label from annotation a
                    where a.item_id = $1 and a.final_label is not null
                    order by a.review_time desc nulls last, a.run_id desc limit 1)
                where id = $1 and gold_label is not null""", itemId);
    }

    private static int storeReviewed(Transaction transaction, UUID runId, UUID itemId, Reviewed reviewed) {
        return transaction
                .first(
                        """
                        update annotation a set final_label = $3, review_revision = $4, label_source = $5, review_time = $6
                        from (select final_label from annotation where run_id = $1 and item_id = $2 for update) before
                        where a.run_id = $1 and a.item_id = $2 and a.review_revision < $4
                        returning (a.final_label is not null)::int - (before.final_label is not null)::int""",
                        row -> row.getInteger(0),
                        runId,
                        itemId,
                        reviewed.label(),
                        reviewed.revision(),
                        reviewed.source(),
                        reviewed.time())
                .orElse(0);
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static <T> @Nullable T[] column(
            List<StoredAnnotation> all,
            Function<StoredAnnotation, @Nullable T> value,
            java.util.function.IntFunction<@Nullable T[]> array) {
        return all.stream().map(value).toArray(array);
    }

    static JsonArray json(List<LabelScore> scores) {
        JsonArray array = new JsonArray();
        scores.forEach(
                each -> array.add(new JsonObject().put("label", each.getLabel()).put("score", each.getScore())));
        return array;
    }

    static List<LabelScore> scores(JsonArray array) {
        return array.stream()
                .map(JsonObject.class::cast)
                .map(each -> LabelScore.newBuilder()
                        .setLabel(each.getString("label"))
                        .setScore(each.getDouble("score"))
                        .build())
                .toList();
    }

    private static OpenItem openItem(Row row) {
        return new OpenItem(
                row.getUUID("id"),
                row.getInteger("ordinal"),
                row.getString("text"),
                orEmpty(row.getString("gold_label")),
                row.getBuffer("content_hash").getBytes());
    }
}
