package io.autolabeler.learning.head;

import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.retrieval.v1.ChangedExample;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The labeled examples of each project, as they were announced. */
@Singleton
class GoldRepository {
    private final Database database;

    GoldRepository(Database database) {
        this.database = database;
    }

    /** An example as training sees it. */
    record GoldExample(String label, float[] vector) {}

    /** Makes the project known; false if it is gone. */
    boolean isAlive(Transaction transaction, UUID projectId) {
        transaction.update("insert into project (id) values ($1) on conflict do nothing", projectId);
        return transaction
                .first("select deleted from project where id = $1 for share", row -> !row.getBoolean(0), projectId)
                .orElse(false);
    }

    /** Stores the changes that are newer than what is known of their example. */
    void put(Transaction transaction, UUID projectId, String model, List<ChangedExample> changes) {
        transaction.batch(
                """
                insert into gold_example (project_id, example_id, revision, label, vector, model, source)
                values ($1, $2, $3, $4, $5, $6, $7)
                on conflict (project_id, example_id) do update set revision = excluded.revision,
                    label = excluded.label, vector = excluded.vector, model = excluded.model,
                    source = excluded.source
                where gold_example.revision < excluded.revision""",
                changes.stream().map(change -> tuple(projectId, model, change)).toList());
    }

    private static Tuple tuple(UUID projectId, String model, ChangedExample change) {
        boolean removed = change.getRemoved();
        return Tuple.tuple()
                .addUUID(projectId)
                .addUUID(UUID.fromString(change.getId()))
                .addInteger(change.getRevision())
                .addString(removed ? null : change.getLabel())
                .addValue(removed ? null : bytes(change))
                .addString(model)
                .addString(change.getSource());
    }

    /** Deletes all that is known of a project, and keeps what comes late out for good. */
    void forget(Transaction transaction, UUID projectId) {
        transaction.update("""
                insert into project (id, deleted) values ($1, true)
                on conflict (id) do update set deleted = true, update_time = now()""", projectId);
        transaction.update("delete from gold_example where project_id = $1", projectId);
        transaction.update("delete from head where project_id = $1", projectId);
    }

    /** Examples of each label, all labels of the project. */
    Map<String, Integer> counts(UUID projectId) {
        Map<String, Integer> counts = new HashMap<>();
        database.list("""
                        select label, count(*)::int from gold_example
                        where project_id = $1 and label is not null group by label""", row -> Map.entry(row.getString(0), row.getInteger(1)), projectId)
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /**
     * Names the present state of the examples with these labels.
     *
     * @param model that most of their vectors come from; examples of others are left out
     * @param hash of their ids and revisions
     */
    record Snapshot(String model, String hash) {}

    Snapshot snapshot(UUID projectId, List<String> labels) {
        return database.first(
                        """
                        select model, encode(sha256(string_agg(example_id::text || ':' || revision, ','
                            order by example_id)::bytea), 'hex')
                        from gold_example where project_id = $1 and label = any($2)
                        group by model order by count(*) desc, model limit 1""",
                        row -> new Snapshot(row.getString(0), row.getString(1)),
                        projectId,
                        labels.toArray(String[]::new))
                .orElse(new Snapshot("", ""));
    }

    /** The examples with these labels, in an order that is always the same. */
    List<GoldExample> examples(UUID projectId, List<String> labels, String model) {
        return database.list(
                """
                select label, vector from gold_example
                where project_id = $1 and label = any($2) and model = $3 order by example_id""",
                row -> new GoldExample(row.getString(0), vector(row.get(Buffer.class, 1))),
                projectId,
                labels.toArray(String[]::new),
                model);
    }

    private static Buffer bytes(ChangedExample change) {
        Buffer bytes = Buffer.buffer(change.getVector().getValuesCount() * Float.BYTES);
        for (float value : change.getVector().getValuesList()) {
            bytes.appendIntLE(Float.floatToRawIntBits(value));
        }
        return bytes;
    }

    private static float[] vector(Buffer bytes) {
        float[] vector = new float[bytes.length() / Float.BYTES];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = Float.intBitsToFloat(bytes.getIntLE(i * Float.BYTES));
        }
        return vector;
    }
}
