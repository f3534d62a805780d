package io.autolabeler.retrieval.knowledge;

import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Sql;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.retrieval.search.StoredExample;
import io.autolabeler.retrieval.search.VectorBytes;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Examples as rows, one per project and content. Every change carries the revision of its knowledge base. */
@Singleton
class ExampleRepository {
    private static final String FORGET = """
            update example set text = null, vector = null, content_hash = null, gold_label = null, review_label = null,
                item_id = '', review_item = '', revision = $2
            where project_id = $1 and label is not null
            """;

    private final Database database;

    ExampleRepository(Database database) {
        this.database = database;
    }

    /**
     * What every row of one change has in common.
     *
     * @param revision of the knowledge base with this change
     * @param model the vectors come from
     */
    record Write(UUID projectId, int revision, String model) {}

    /** The labels of those of the contents that are stored. */
    Map<String, String> labels(Sql sql, UUID projectId, Collection<String> hashes) {
        Map<String, String> labels = new HashMap<>();
        sql.list("""
                        select content_hash, label from example
                        where project_id = $1 and content_hash = any($2) and label is not null""", row -> Map.entry(row.getString(0), row.getString(1)), projectId, hashes.toArray(String[]::new))
                .forEach(entry -> labels.put(entry.getKey(), entry.getValue()));
        return labels;
    }

    /** Stores imported examples of distinct contents, replacing their labels; returns their ids by content. */
    Map<String, UUID> putGold(Transaction transaction, Write write, List<NewExample> examples) {
        Map<String, UUID> ids = new HashMap<>();
        transaction
                .list(
                        """
                        insert into example (project_id, revision, model, content_hash, text, gold_label, item_id,
                            dataset_id, vector)
                        select $1, $2, $3, * from unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                            $9::bytea[])
                        on conflict (project_id, content_hash) do update set revision = excluded.revision,
                            model = excluded.model, text = excluded.text, gold_label = excluded.gold_label,
                            review_label = null, item_id = excluded.item_id, dataset_id = excluded.dataset_id,
                            vector = excluded.vector
                        returning content_hash, id""",
                        row -> Map.entry(row.getString(0), row.getUUID(1)),
                        write.projectId(),
                        write.revision(),
                        write.model(),
                        column(examples, NewExample::contentHash),
                        column(examples, NewExample::text),
                        column(examples, NewExample::label),
                        column(examples, NewExample::itemId),
                        column(examples, NewExample::datasetId),
                        examples.stream()
                                .map(example -> VectorBytes.of(example.vector()))
                                .toArray(Buffer[]::new))
                .forEach(entry -> ids.put(entry.getKey(), entry.getValue()));
        return ids;
    }

    /**
     * Stores a reviewed example; empty if the review is older than what is known of its item.
     *
     * @param reviewRevision of the decision; a decision about another item with the same text counts as newer
     */
    Optional<UUID> putReview(Transaction transaction, Write write, NewExample example, int reviewRevision) {
        return transaction.first(
                """
                insert into example (project_id, revision, model, content_hash, text, review_label, review_item,
                    review_revision, item_id, dataset_id, vector)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $7, $9, $10)
                on conflict (project_id, content_hash) do update set revision = excluded.revision,
                    model = excluded.model, text = excluded.text, review_label = excluded.review_label,
                    review_item = excluded.review_item, review_revision = excluded.review_revision,
                    item_id = excluded.item_id, dataset_id = excluded.dataset_id, vector = excluded.vector
                where example.review_item <> excluded.review_item
                    or example.review_revision < excluded.review_revision
                returning id""",
                row -> row.getUUID(0),
                write.projectId(),
                write.revision(),
                write.model(),
                example.contentHash(),
                example.text(),
                example.label(),
                example.itemId(),
                reviewRevision,
                example.datasetId(),
                VectorBytes.of(example.vector()));
    }

    /**
     * What a withdrawn review left behind.
     *
     * @param goldLabel the imported label that holds again; null: the example is gone
     */
    record Withdrawn(UUID id, @Nullable String goldLabel, float @Nullable [] vector) {}

    /** Takes an item's review back unless a newer one is known; empty if nothing changed. */
    Optional<Withdrawn> withdrawReview(Transaction transaction, Write write, String itemId, int reviewRevision) {
        return transaction.first(
                """
                update example set revision = $2, review_label = null, review_revision = $4,
                    text = case when gold_label is null then null else text end,
                    vector = case when gold_label is null then null else vector end
                where project_id = $1 and review_item = $3 and review_revision < $4 and review_label is not null
                returning id, gold_label, vector""", ExampleRepository::withdrawn, write.projectId(), write.revision(), itemId, reviewRevision);
    }

    /** Examples by id, after the given one. */
    List<StoredExample> list(UUID projectId, @Nullable UUID after, int limit) {
        return database.list(StoredExample.SELECT + """
                         where project_id = $1 and label is not null and ($2::uuid is null or id > $2)
                        order by id limit $3""", StoredExample::from, projectId, after, limit);
    }

    /** Forgets one example; false if there is none. */
    boolean forget(Transaction transaction, UUID projectId, int revision, UUID exampleId) {
        return transaction.update(FORGET + " and id = $3", projectId, revision, exampleId) == 1;
    }

    /** Forgets the examples made from a dataset's items; returns their ids. */
    List<UUID> forgetDataset(Transaction transaction, UUID projectId, int revision, String datasetId) {
        return transaction.list(
                FORGET + " and dataset_id = $3 returning id", row -> row.getUUID(0), projectId, revision, datasetId);
    }

    /** Deletes all rows of a project; returns the ids of the examples that were there. */
    List<UUID> deleteAll(Transaction transaction, UUID projectId) {
        return transaction.list(
                "delete from example where project_id = $1 returning id", row -> row.getUUID(0), projectId);
    }

    private static Withdrawn withdrawn(Row row) {
        Buffer vector = row.get(Buffer.class, 2);
        return new Withdrawn(row.getUUID(0), row.getString(1), vector == null ? null : VectorBytes.vector(vector));
    }

    private static String[] column(List<NewExample> examples, Function<NewExample, String> of) {
        return examples.stream().map(of).toArray(String[]::new);
    }
}
