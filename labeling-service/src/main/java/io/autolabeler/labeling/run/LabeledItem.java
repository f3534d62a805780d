package io.autolabeler.labeling.run;

import io.autolabeler.common.v1.LabelScore;
import io.autolabeler.common.v1.Route;
import io.autolabeler.labeling.v1.AnnotatedItem;
import io.autolabeler.platform.database.Times;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An item whose annotation was announced before and is to be announced again.
 *
 * @param announced without route, audit and text, which depend on why
 * @param route null: it has none
 * @param routeTime when the route was told of; null: it has none
 * @param failed it ended in an error
 * @param degraded it was not assessed yet
 */
record LabeledItem(
        AnnotatedItem announced,
        String promptVersion,
        String text,
        Route.@Nullable Value route,
        @Nullable OffsetDateTime routeTime,
        boolean failed,
        boolean degraded) {
    /** A row of annotation, with the gold label that was told of, and its item's text and hash. */
    static LabeledItem from(Row row) {
        List<LabelScore> scores = AnnotationRepository.scores(row.get(JsonArray.class, "scores"));
        @Nullable String gold = row.getString("told_gold");
        AnnotatedItem.Builder announced = AnnotatedItem.newBuilder()
                .setItemId(row.getUUID("item_id").toString())
                .setLabel(row.getString("label"))
                .addAllScores(scores)
                .setGoldLabel(gold == null ? "" : gold)
                .setContentHash(
                        HexFormat.of().formatHex(row.getBuffer("content_hash").getBytes()))
                .setLabelTime(Times.timestamp(row.getOffsetDateTime("create_time")));
        @Nullable Double raw = row.getDouble("raw_confidence");
        if (raw != null) {
            announced.setRawConfidence(raw);
        }
        @Nullable Double confidence = row.getDouble("confidence");
        if (confidence != null) {
            announced.setConfidence(confidence);
        }
        @Nullable String route = row.getString("route");
        return new LabeledItem(
                announced.build(),
                row.getString("prompt_version"),
                row.getString("text"),
                route == null ? null : Route.Value.valueOf(route),
                row.getOffsetDateTime("route_time"),
                row.getString("error_code") != null,
                row.getBoolean("degraded"));
    }

    UUID itemId() {
        return UUID.fromString(announced.getItemId());
    }
}
