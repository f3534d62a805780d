package io.autolabeler.quality.review;

import io.autolabeler.common.v1.Annotator;
import io.autolabeler.common.v1.Label;
import io.autolabeler.common.v1.LabelScore;
import io.autolabeler.common.v1.Route;
import io.autolabeler.platform.database.Times;
import io.autolabeler.quality.v1.Reason;
import io.autolabeler.quality.v1.ReviewTask;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A review task as it is stored, with what its reviewers are not shown.
 *
 * @param holder who holds an unexpired lease; null: nobody
 * @param decidedBy who decided last; null: nobody
 */
record StoredTask(
        ReviewTask task,
        UUID datasetId,
        Annotator annotator,
        @Nullable String holder,
        @Nullable String decidedBy) {

    static StoredTask from(Row row) {
        boolean decided = row.getBoolean("decided");
        boolean leased = !decided && row.getBoolean("leased");
        ReviewTask.Builder task = ReviewTask.newBuilder()
                .setId(row.getUUID("id").toString())
                .setProjectId(row.getUUID("project_id").toString())
                .setRunId(row.getUUID("run_id").toString())
                .setItemId(row.getUUID("item_id").toString())
                .setText(row.getString("text"))
                .addAllLabels(labels(row))
                .setSuggestion(row.getString("suggestion"))
                .addAllScores(scores(row))
                .setConfidence(row.getDouble("confidence"))
                .setRoute(Route.Value.valueOf(row.getString("route")))
                .addAllReasons(reasons(row))
                .setState(state(decided, leased))
                .setCreateTime(Times.timestamp(row.getOffsetDateTime("create_time")))
                .setRevision(row.getInteger("revision"));
        if (leased) {
            task.setLeaseExpireTime(Times.timestamp(row.getOffsetDateTime("lease_expire_time")));
        }
        if (decided) {
            task.setDecidedLabel(row.getString("decided_label"))
                    .setDecideTime(Times.timestamp(row.getOffsetDateTime("decide_time")));
        }
        return new StoredTask(
                task.build(),
                row.getUUID("dataset_id"),
                Annotator.newBuilder()
                        .setModel(row.getString("model"))
                        .setPromptVersion(row.getString("prompt_version"))
                        .build(),
                leased ? row.getString("lease_holder") : null,
                row.getString("decided_by"));
    }

    /** The task as the reviewer may see it: the end of a lease only to its holder. */
    ReviewTask shownTo(String reviewer) {
        return reviewer.equals(holder)
                ? task
                : task.toBuilder().clearLeaseExpireTime().build();
    }

    boolean isDecided() {
        return task.getState() == ReviewTask.State.DECIDED;
    }

    /** True if another reviewer holds the task now. */
    boolean heldByOther(String reviewer) {
        return holder != null && !holder.equals(reviewer);
    }

    UUID id() {
        return UUID.fromString(task.getId());
    }

    static JsonArray json(List<LabelScore> scores) {
        JsonArray array = new JsonArray();
        scores.forEach(
                each -> array.add(new JsonObject().put("label", each.getLabel()).put("score", each.getScore())));
        return array;
    }

    private static ReviewTask.State state(boolean decided, boolean leased) {
        if (decided) {
            return ReviewTask.State.DECIDED;
        }
        return leased ? ReviewTask.State.LEASED : ReviewTask.State.OPEN;
    }

    private static List<Label> labels(Row row) {
        return objects(row, "labels").stream()
                .map(each -> Label.newBuilder()
                        .setName(each.getString("name"))
                        .setDescription(each.getString("description"))
                        .build())
                .toList();
    }

    private static List<LabelScore> scores(Row row) {
        return objects(row, "scores").stream()
                .map(each -> LabelScore.newBuilder()
                        .setLabel(each.getString("label"))
                        .setScore(each.getDouble("score"))
                        .build())
                .toList();
    }

    private static List<Reason> reasons(Row row) {
        return objects(row, "reasons").stream()
                .map(each -> Reason.newBuilder()
                        .setText(each.getString("text"))
                        .setLabel(each.getString("label"))
                        .setSimilarity(each.getDouble("similarity"))
                        .build())
                .toList();
    }

    private static List<JsonObject> objects(Row row, String column) {
        return row.get(JsonArray.class, column).stream()
                .map(JsonObject.class::cast)
                .toList();
    }
}
