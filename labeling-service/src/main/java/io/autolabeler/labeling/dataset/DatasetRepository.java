package io.autolabeler.labeling.dataset;

import io.autolabeler.labeling.v1.Dataset;
import io.autolabeler.labeling.v1.FileFormat;
import io.autolabeler.labeling.v1.Item;
import io.autolabeler.labeling.v1.RejectedRow;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Times;
import io.autolabeler.platform.database.Transaction;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Datasets, their items and their rejected rows in PostgreSQL. */
@Singleton
public class DatasetRepository {
    /** All but the tail of an upload, which may be megabytes. */
    static final String FIELDS = """
            id, project_id, name, format, text_column, label_column, id_column, state, columns, text_index, item_count,
            rejected_count, imported_bytes, create_time""";

    private static final int SAMPLE = 200;
    private static final int DELETED_AT_ONCE = 50_000;

    private final Database database;

    DatasetRepository(Database database) {
        this.database = database;
    }

    /** The dataset; empty if there is none. */
    public Optional<Dataset> find(UUID id) {
        return database.first("select " + FIELDS + " from dataset where id = $1", DatasetRepository::dataset, id);
    }

    /** The dataset if its file is read to its end; empty if it isn't, or if there is no such dataset. */
    public Optional<ReadyDataset> findReady(UUID id) {
        return database.first(
                "select " + FIELDS + " from dataset where id = $1 and state = 'READY'",
                row -> new ReadyDataset(
                        row.getUUID("id"),
                        row.getUUID("project_id"),
                        row.getString("name"),
                        List.of(row.getArrayOfStrings("columns")),
                        row.getInteger("item_count"),
                        !row.getString("label_column").isEmpty()),
                id);
    }

    /** The items whose ordinals lie from first to last, both included, in order; gold labels as people corrected them. */
    public List<StoredItem> items(UUID datasetId, int first, int last) {
        return database.list("""
                select id, ordinal, external_id, text, coalesce(corrected_label, gold_label) as gold_label, content_hash
                from item
                where dataset_id = $1 and ordinal between $2 and $3 order by ordinal""", DatasetRepository::item, datasetId, first, last);
    }

    /** Up to so many items with all their values, after the ordinal. */
    List<Item> fullItems(UUID datasetId, int afterOrdinal, int limit) {
        return database.list("""
                select i.*, d.text_index, cardinality(d.columns) as width
                from item i join dataset d on d.id = i.dataset_id
                where i.dataset_id = $1 and i.ordinal > $2 order by i.ordinal limit $3""", DatasetRepository::fullItem, datasetId, afterOrdinal, limit);
    }

    /** The rows whose ordinals lie from first to last, both included, in order. */
    public List<StoredRow> rows(UUID datasetId, int first, int last) {
        return database.list("""
                select i.ordinal, i.text, i.row_values, i.json_columns, d.text_index, cardinality(d.columns) as width
                from item i join dataset d on d.id = i.dataset_id
                where i.dataset_id = $1 and i.ordinal between $2 and $3 order by i.ordinal""", DatasetRepository::row, datasetId, first, last);
    }

    /** How long the texts are; all zeros for a dataset without items. */
    public TextStats textStats(UUID datasetId) {
        int items = find(datasetId).map(Dataset::getItemCount).orElse(0);
        int sampled = Math.min(items, SAMPLE);
        Integer[] ordinals = IntStream.range(0, sampled)
                .mapToObj(i -> (int) ((long) i * items / sampled))
                .toArray(Integer[]::new);
        return database.first(
                        """
                        select coalesce(avg(length(text)), 0)::float8,
                            coalesce(percentile_cont(0.95) within group (order by length(text)), 0)
                        from item where dataset_id = $1 and ordinal = any($2)""",
                        row -> new TextStats(items, sampled, row.getDouble(0), row.getDouble(1)),
                        datasetId,
                        ordinals)
                .orElseThrow();
    }

    Optional<Dataset> findByIdempotencyKey(String key) {
        return database.first(
                "select " + FIELDS + " from dataset where idempotency_key = $1", DatasetRepository::dataset, key);
    }

    /** Datasets, newest first, after the given one; null filters mean all. */
    List<Dataset> list(String @Nullable [] only, @Nullable UUID projectId, @Nullable UUID after, int limit) {
        return database.list("""
                select * from dataset where ($1::text[] is null or project_id::text = any($1))
                    and ($2::uuid is null or project_id = $2) and ($3::uuid is null or id < $3)
                order by id desc limit $4""", DatasetRepository::dataset, only, projectId, after, limit);
    }

    /** Stores a new dataset without items; empty if its idempotency key is taken or its project gone. */
    Optional<Dataset> insert(Dataset dataset, @Nullable String idempotencyKey) {
        return database.first(
                """
                insert into dataset (project_id, name, format, text_column, label_column, id_column, state, idempotency_key)
                select id, $2, $3, $4, $5, $6, 'IMPORTING', $7 from project where id = $1
                on conflict do nothing returning\s""" + FIELDS,
                DatasetRepository::dataset,
                UUID.fromString(dataset.getProjectId()),
                dataset.getName(),
                dataset.getFormat().name(),
                dataset.getTextColumn(),
                dataset.getLabelColumn(),
                dataset.getIdColumn(),
                idempotencyKey);
    }

    /** Up to so many rejected rows after the line, in the order of their lines. */
    List<RejectedRow> rejectedRows(UUID datasetId, int afterLine, int limit) {
        return database.list(
                "select line, reason from rejected_row where dataset_id = $1 and line > $2 order by line limit $3",
                row -> RejectedRow.newBuilder()
                        .setLine(row.getInteger(0))
                        .setReason(row.getString(1))
                        .build(),
                datasetId,
                afterLine,
                limit);
    }

    /** Locks the dataset against imports and new runs until the transaction ends; false if it is gone. */
    boolean lock(Transaction transaction, UUID id) {
        return transaction
                .first("select id from dataset where id = $1 for update", row -> row.getUUID(0), id)
                .isPresent();
    }

    /** Locks all datasets of the project in the same way. */
    List<UUID> lockAll(Transaction transaction, UUID projectId) {
        return transaction.list(
                "select id from dataset where project_id = $1 order by id for update",
                row -> row.getUUID(0),
                projectId);
    }

    /** Runs over the dataset, and runs that take their examples from it. */
    List<RunUse> runs(Transaction transaction, UUID datasetId) {
        return transaction.list(
                """
                select id, dataset_id = $1, state in ('PREPARING', 'RUNNING', 'PAUSED') from run
                where dataset_id = $1 or examples_dataset_id = $1 order by id""", row -> new RunUse(row.getUUID(0), row.getBoolean(1), row.getBoolean(2)), datasetId);
    }

    /** A run that uses a dataset: labels it, or only takes examples from it. */
    record RunUse(UUID runId, boolean labels, boolean open) {}

    /** Removes the dataset with its items, rejected rows and runs. */
    void delete(Transaction transaction, UUID id) {
        deleteRows(transaction, id);
        transaction.update("delete from dataset where id = $1", id);
    }

    /** Removes items and rejected rows, so many at once that each statement stays well within its deadline. */
    static void deleteRows(Transaction transaction, UUID id) {
        deleteRows(transaction, id, "item", "ordinal");
        deleteRows(transaction, id, "rejected_row", "line");
    }

    private static void deleteRows(Transaction transaction, UUID id, String table, String place) {
        String slice = """
                select coalesce(max(%2$s), $2) from (select %2$s from %1$s
                where dataset_id = $1 and %2$s > $2 order by %2$s limit $3) as slice""".formatted(table, place);
        String delete = "delete from %1$s where dataset_id = $1 and %2$s > $2 and %2$s <= $3".formatted(table, place);
        int after = -1;
        int upTo = transaction
                .first(slice, row -> row.getInteger(0), id, after, DELETED_AT_ONCE)
                .orElseThrow();
        while (upTo > after) {
            transaction.update(delete, id, after, upTo);
            after = upTo;
            upTo = transaction
                    .first(slice, row -> row.getInteger(0), id, after, DELETED_AT_ONCE)
                    .orElseThrow();
        }
    }

    private static StoredItem item(Row row) {
        return new StoredItem(
                row.getUUID(0),
                row.getInteger(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getBuffer(5).getBytes());
    }

    private static Item fullItem(Row row) {
        @Nullable String gold = row.getString("gold_label");
        Item.Builder item = Item.newBuilder()
                .setId(row.getUUID("id").toString())
                .setOrdinal(row.getInteger("ordinal"))
                .setExternalId(row.getString("external_id"))
                .setText(row.getString("text"))
                .setGoldLabel(gold == null ? "" : gold);
        row(row).values().forEach(value -> item.addValues(value == null ? "" : value));
        return item.build();
    }

    private static StoredRow row(Row row) {
        // A row may be narrower than the dataset: columns that turned up in later rows are missing at its end.
        @Nullable String[] values = Arrays.copyOf(row.getArrayOfStrings("row_values"), row.getInteger("width"));
        values[row.getInteger("text_index")] = row.getString("text");
        return new StoredRow(
                row.getInteger("ordinal"),
                Arrays.asList(values),
                Arrays.stream(row.getArrayOfIntegers("json_columns")).collect(Collectors.toUnmodifiableSet()));
    }

    static Dataset dataset(Row row) {
        String[] columns = row.getArrayOfStrings("columns");
        @Nullable Integer text = row.getInteger("text_index");
        return Dataset.newBuilder()
                .setId(row.getUUID("id").toString())
                .setProjectId(row.getUUID("project_id").toString())
                .setName(row.getString("name"))
                .setFormat(FileFormat.Value.valueOf(row.getString("format")))
                .setTextColumn(text == null ? row.getString("text_column") : columns[text])
                .setLabelColumn(row.getString("label_column"))
                .setIdColumn(row.getString("id_column"))
                .setState(Dataset.State.valueOf(row.getString("state")))
                .addAllColumns(Arrays.asList(columns))
                .setItemCount(row.getInteger("item_count"))
                .setRejectedCount(row.getInteger("rejected_count"))
                .setImportedBytes(row.getLong("imported_bytes"))
                .setCreateTime(Times.timestamp(row.getOffsetDateTime("create_time")))
                .build();
    }
}
