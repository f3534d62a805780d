package io.autolabeler.quality.review;

import io.autolabeler.common.v1.Label;
import io.autolabeler.labeling.v1.AnnotatedItem;
import io.autolabeler.labeling.v1.AnnotationsStored;
import io.autolabeler.labeling.v1.Neighbour;
import io.autolabeler.platform.database.Transaction;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** What comes into the review queue and what is to be forgotten, in PostgreSQL. */
@Singleton
class IntakeRepository {
    private static final String INSERT = """
            insert into review_task (run_id, project_id, item_id, text, suggestion, scores, reasons, confidence, route,
                model, prompt_version)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (run_id, item_id) do nothing""";

    /** Opens a task per item; an item of the run that has one already keeps it. */
    void open(Transaction transaction, AnnotationsStored event, List<AnnotatedItem> items) {
        if (items.isEmpty()) {
            return;
        }
        transaction.update(
                """
                insert into review_run (run_id, project_id, dataset_id, labels) values ($1, $2, $3, $4)
                on conflict (run_id) do nothing""",
                UUID.fromString(event.getRunId()),
                UUID.fromString(event.getProjectId()),
                UUID.fromString(event.getDatasetId()),
                labels(event.getLabelsList()));
        transaction.batch(
                INSERT,
                items.stream()
                        .sorted(Comparator.comparing(AnnotatedItem::getItemId))
                        .map(item -> row(event, item))
                        .toList());
    }

    /** True if texts of the project, dataset or run are not to be stored any more. */
    boolean isForgotten(Transaction transaction, AnnotationsStored event) {
        return transaction
                .first(
                        "select exists (select from forgotten where id = any($1::text[]::uuid[]))",
                        row -> row.getBoolean(0),
                        (Object) new String[] {event.getProjectId(), event.getDatasetId(), event.getRunId()})
                .orElse(false);
    }

    void remember(Transaction transaction, List<String> forgotten) {
        transaction.batch(
                "insert into forgotten (id) values ($1) on conflict do nothing",
                forgotten.stream().map(UUID::fromString).sorted().map(Tuple::of).toList());
    }

    void deleteProject(Transaction transaction, UUID projectId) {
        transaction.update("delete from review_run where project_id = $1", projectId);
    }

    void deleteDataset(Transaction transaction, UUID datasetId) {
        transaction.update("delete from review_run where dataset_id = $1", datasetId);
    }

    private static Tuple row(AnnotationsStored event, AnnotatedItem item) {
        return Tuple.from(new ArrayList<>(List.of(
                UUID.fromString(event.getRunId()),
                UUID.fromString(event.getProjectId()),
                UUID.fromString(item.getItemId()),
                item.getText(),
                item.getLabel(),
                StoredTask.json(item.getScoresList()),
                reasons(item.getNeighboursList()),
                item.getConfidence(),
                item.getRoute().name(),
                event.getAnnotator().getModel(),
                event.getAnnotator().getPromptVersion())));
    }

    private static JsonArray labels(List<Label> labels) {
        JsonArray array = new JsonArray();
        labels.forEach(each ->
                array.add(new JsonObject().put("name", each.getName()).put("description", each.getDescription())));
        return array;
    }

    private static JsonArray reasons(List<Neighbour> neighbours) {
        JsonArray array = new JsonArray();
        neighbours.forEach(each -> array.add(new JsonObject()
                .put("text", each.getText())
                .put("label", each.getLabel())
                .put("similarity", each.getSimilarity())));
        return array;
    }
}
