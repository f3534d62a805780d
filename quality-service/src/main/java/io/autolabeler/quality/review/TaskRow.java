package io.autolabeler.quality.review;

import io.autolabeler.common.v1.Annotator;
import io.autolabeler.common.v1.Label;
import io.autolabeler.common.v1.LabelScore;
import io.autolabeler.common.v1.LabelTarget;
import io.autolabeler.common.v1.Route;
import io.autolabeler.common.v1.TaskKind;
import io.autolabeler.platform.database.Times;
import io.autolabeler.quality.v1.Reason;
import io.autolabeler.quality.v1.ReviewTask;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A row of the review_task table, joined with its run and decisions. */
final class TaskRow {
    static final String SELECT = """
            select t.*, r.labels, r.kind, r.dataset_id, now() as read_time,
                (select coalesce(jsonb_agg(jsonb_build_object('reviewer', d.reviewer, 'answer', d.answer,
                        'adjudicated', d.adjudicated) order by d.create_time, d.reviewer), '[]')
                    from review_decision d where d.task_id = t.id) as decisions
            from review_task t join review_run r on r.run_id = t.run_id\s""";

    private TaskRow() {}

    static StoredTask task(Row row) {
        TaskKind.Value kind = TaskKind.Value.valueOf(row.getString("kind"));
        Answer suggestion = new Answer(kind, row.getString("suggestion"));
        Map<String, OffsetDateTime> holders = holders(row);
        Set<String> deciders = Set.of(row.getArrayOfStrings("deciders"));
        ReviewTask.Builder task = item(row)
                .setKind(kind)
                .setState(state(row, holders))
                .setReviewersNeeded(row.getInteger("reviewers_needed"))
                .setReviewersDone(deciders.size())
                .setAdjudication(row.getBoolean("adjudication"));
        setSuggestion(task, row, suggestion);
        if (row.getBoolean("decided")) {
            setDecided(task, new Answer(kind, row.getString("decided_label")))
                    .setDecideTime(Times.timestamp(row.getOffsetDateTime("decide_time")));
        }
        return new StoredTask(
                task.build(),
                row.getUUID("dataset_id"),
                Annotator.newBuilder()
                        .setModel(row.getString("model"))
                        .setPromptVersion(row.getString("prompt_version"))
                        .build(),
                suggestion,
                holders,
                deciders,
                decisions(row, kind),
                row.getBoolean("adjudicator_looked"),
                row.getBoolean("audited"),
                gold(row));
    }

    private static StoredTask.@Nullable Gold gold(Row row) {
        @Nullable OffsetDateTime time = row.getOffsetDateTime("gold_time");
        return time == null ? null : new StoredTask.Gold(row.getString("gold_label"), time);
    }

    static ReviewTask.Builder setDecided(ReviewTask.Builder task, Answer answer) {
        task.setDecidedLabel(answer.label());
        return answer.isStructured() ? task.setDecidedValue(answer.value()) : task;
    }

    static JsonArray labels(List<Label> labels) {
        JsonArray array = new JsonArray();
        labels.forEach(each -> array.add(new JsonObject()
                .put("name", each.getName())
                .put("description", each.getDescription())
                .put("target", each.getTarget().name())));
        return array;
    }

    static JsonArray scores(List<LabelScore> scores) {
        JsonArray array = new JsonArray();
        scores.forEach(
                each -> array.add(new JsonObject().put("label", each.getLabel()).put("score", each.getScore())));
        return array;
    }

    private static ReviewTask.Builder item(Row row) {
        return ReviewTask.newBuilder()
                .setId(row.getUUID("id").toString())
                .setProjectId(row.getUUID("project_id").toString())
                .setRunId(row.getUUID("run_id").toString())
                .setItemId(row.getUUID("item_id").toString())
                .setText(row.getString("text"))
                .addAllLabels(labels(row))
                .setRoute(Route.Value.valueOf(row.getString("route")))
                .setCreateTime(Times.timestamp(row.getOffsetDateTime("create_time")))
                .setRevision(row.getInteger("revision"));
    }

    private static void setSuggestion(ReviewTask.Builder task, Row row, Answer suggestion) {
        task.setSuggestion(suggestion.label())
                .addAllScores(scores(row))
                .setConfidence(row.getDouble("confidence"))
                .addAllReasons(reasons(row))
                .setSuggestionHidden(row.getBoolean("suggestion_hidden"))
                .addAllShortList(List.of(row.getArrayOfStrings("short_list")));
        if (suggestion.isStructured() && !suggestion.text().isEmpty()) {
            task.setSuggestedValue(suggestion.value());
        }
    }

    private static Map<String, OffsetDateTime> holders(Row row) {
        String[] holders = row.getArrayOfStrings("lease_holders");
        OffsetDateTime[] ends = row.getArrayOfOffsetDateTimes("lease_ends");
        OffsetDateTime now = row.getOffsetDateTime("read_time").withOffsetSameInstant(ZoneOffset.UTC);
        Map<String, OffsetDateTime> unexpired = new HashMap<>();
        for (int i = 0; i < holders.length; i++) {
            if (ends[i].isAfter(now)) {
                unexpired.put(holders[i], ends[i]);
            }
        }
        return unexpired;
    }

    private static List<StoredTask.Decision> decisions(Row row, TaskKind.Value kind) {
        return objects(row, "decisions").stream()
                .map(each -> new StoredTask.Decision(
                        each.getString("reviewer"),
                        new Answer(kind, each.getString("answer")),
                        each.getBoolean("adjudicated")))
                .toList();
    }

    private static ReviewTask.State state(Row row, Map<String, OffsetDateTime> holders) {
        if (row.getBoolean("decided")) {
            return ReviewTask.State.DECIDED;
        }
        return holders.isEmpty() ? ReviewTask.State.OPEN : ReviewTask.State.LEASED;
    }

    private static List<Label> labels(Row row) {
        return objects(row, "labels").stream()
                .map(each -> Label.newBuilder()
                        .setName(each.getString("name"))
                        .setDescription(each.getString("description"))
                        .setTarget(LabelTarget.Value.valueOf(each.getString("target", "UNSPECIFIED")))
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
