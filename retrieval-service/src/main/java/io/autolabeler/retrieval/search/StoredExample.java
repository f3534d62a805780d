package io.autolabeler.retrieval.search;

import io.autolabeler.platform.database.Times;
import io.autolabeler.retrieval.v1.Example;
import io.vertx.mutiny.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.UUID;

/** An example as the database has it. */
public record StoredExample(
        UUID id, String text, String label, String source, String itemId, String datasetId, OffsetDateTime created) {
    /** The columns that {@link #from} reads. */
    public static final String SELECT = "select id, text, label, source, item_id, dataset_id, create_time from example";

    /** The example of a row that is not removed. */
    public static StoredExample from(Row row) {
        return new StoredExample(
                row.getUUID("id"),
                row.getString("text"),
                row.getString("label"),
                row.getString("source"),
                row.getString("item_id"),
                row.getString("dataset_id"),
                row.getOffsetDateTime("create_time"));
    }

    /** The example as callers see it, its text cut to so many UTF-16 units. */
    public Example message(int longest) {
        return Example.newBuilder()
                .setId(id.toString())
                .setText(text.length() <= longest ? text : cut(longest))
                .setLabel(label)
                .setSource(source)
                .setItemId(itemId)
                .setDatasetId(datasetId)
                .setCreateTime(Times.timestamp(created))
                .build();
    }

    private String cut(int longest) {
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end) + "…";
    }
}
