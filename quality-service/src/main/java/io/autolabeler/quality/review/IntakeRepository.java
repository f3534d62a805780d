package io.autolabeler.quality.review;

import io.autolabeler.common.v1.Route;
import io.autolabeler.common.v1.Routing;
import io.autolabeler.common.v1.TaskKind;
import io.autolabeler.labeling.v1.AnnotatedItem;
import io.autolabeler.labeling.v1.AnnotationsStored;
import io.autolabeler.labeling.v1.Neighbour;
import io.autolabeler.platform.database.Times;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.quality.calibration.Subject;
import io.autolabeler.quality.certification.ReviewPriority;
import io.autolabeler.quality.certification.ShortList;
import io.autolabeler.quality.certification.ShortListRepository;
import io.autolabeler.quality.sampling.SeededShare;
import io.autolabeler.quality.v1.ReviewTask;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What comes into the review queue and what is to be forgotten, in PostgreSQL. */
@Singleton
class IntakeRepository {
    private static final Logger LOG = Logger.getLogger(IntakeRepository.class);
    private static final double USUAL_ERROR_COST = 1;
    private static final String INSERT = """
            insert into review_task (run_id, project_id, item_id, text, suggestion, scores, reasons, confidence, route,
                model, prompt_version, reviewers_needed, suggestion_hidden, audited, queue_rank, short_list,
                gold_label, gold_time)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
            on conflict (run_id, item_id) do nothing""";

    private final ShortListRepository shortLists;

    IntakeRepository(ShortListRepository shortLists) {
        this.shortLists = shortLists;
    }

    /** Opens a task per item of an event of that time; an item of the run that has one already keeps it. */
    void open(Transaction transaction, AnnotationsStored event, List<AnnotatedItem> items, OffsetDateTime time) {
        if (items.isEmpty()) {
            return;
        }
        transaction.update(
                """
                insert into review_run (run_id, project_id, dataset_id, labels, kind) values ($1, $2, $3, $4, $5)
                on conflict (run_id) do nothing""",
                UUID.fromString(event.getRunId()),
                UUID.fromString(event.getProjectId()),
                UUID.fromString(event.getDatasetId()),
                TaskRow.labels(event.getLabelsList()),
                kind(event).name());
        Subject subject = Subject.of(UUID.fromString(event.getProjectId()), event.getAnnotator());
        Optional<ShortList> list = shortLists.of(transaction, subject);
        transaction.batch(
                INSERT,
                items.stream()
                        .sorted(Comparator.comparing(AnnotatedItem::getItemId))
                        .map(item -> row(event, item, list, time))
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

    private static Tuple row(
            AnnotationsStored event, AnnotatedItem item, Optional<ShortList> list, OffsetDateTime time) {
        UUID runId = UUID.fromString(event.getRunId());
        UUID itemId = UUID.fromString(item.getItemId());
        String suggestion = suggestion(event, item);
        IntakePlan plan = IntakePlan.of(event.getRouting(), runId, itemId);
        ArrayList<@Nullable Object> row = new ArrayList<>(List.of(
                runId,
                UUID.fromString(event.getProjectId()),
                itemId,
                item.getText(),
                suggestion,
                TaskRow.scores(item.getScoresList()),
                reasons(item.getNeighboursList()),
                item.getConfidence(),
                shownRoute(item).name(),
                event.getAnnotator().getModel(),
                event.getAnnotator().getPromptVersion(),
                plan.reviewers(),
                (plan.hideSuggestion() || item.getBlind()) && !suggestion.isEmpty(),
                item.getAudit(),
                rank(event.getRouting(), item, runId, itemId),
                shortList(item, list),
                item.getGoldLabel()));
        row.add(goldTime(item, time));
        return Tuple.from(row);
    }

    private static @Nullable OffsetDateTime goldTime(AnnotatedItem item, OffsetDateTime time) {
        if (item.getGoldLabel().isEmpty()) {
            return null;
        }
        return item.hasLabelTime() ? Times.time(item.getLabelTime()) : time;
    }

    /** Nobody sees that an item is an audit. */
    private static Route.Value shownRoute(AnnotatedItem item) {
        return item.getRoute() == Route.Value.AUTO_ACCEPT ? Route.Value.HUMAN_REVIEW : item.getRoute();
    }

    /**
     * What leaving the item as it is would cost in USD, below 0, so that the dearest comes first. Audits stand anywhere, so that
     * those looked at first are a fair sample of all of them. Of an item that somebody doubts nothing is taken as sure: its model
     * is, and would put it last.
     */
    private static double rank(Routing routing, AnnotatedItem item, UUID runId, UUID itemId) {
        double errorCost = routing.getErrorCostUsd() == 0 ? USUAL_ERROR_COST : routing.getErrorCostUsd();
        double sureness = item.getAudit() ? SeededShare.draw(runId, itemId, "queue") : item.getConfidence();
        return -new ReviewPriority(errorCost, 0).of(item.hasPreviousRoute() ? 0 : sureness, 1, 0);
    }

    private static String[] shortList(AnnotatedItem item, Optional<ShortList> list) {
        return list.map(each -> each.of(item.getScoresList())).orElse(List.of()).toArray(String[]::new);
    }

    /** Events from before there were other kinds have none. */
    private static TaskKind.Value kind(AnnotationsStored event) {
        return event.getKind() == TaskKind.Value.UNSPECIFIED ? TaskKind.Value.CLASSIFICATION : event.getKind();
    }

    /** The model's answer; none where it gave none or one that a reviewer could not have given. */
    private static String suggestion(AnnotationsStored event, AnnotatedItem item) {
        if (!Answer.isStructured(kind(event))) {
            return item.getLabel();
        }
        ReviewTask task = ReviewTask.newBuilder()
                .setKind(kind(event))
                .setText(item.getText())
                .addAllLabels(event.getLabelsList())
                .build();
        try {
            return item.hasValue() ? AnswerRules.checked(task, item.getValue()).text() : "";
        } catch (ServiceException e) {
            LOG.warnf("the suggestion for item %s is left out: it breaks a rule of its schema", item.getItemId());
            return "";
        }
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
