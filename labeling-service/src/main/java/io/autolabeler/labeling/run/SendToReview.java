package io.autolabeler.labeling.run;

import io.autolabeler.common.v1.Route;
import io.autolabeler.labeling.v1.AnnotatedItem;
import io.autolabeler.labeling.v1.SendToReviewResponse;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Times;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.platform.events.Outbox;
import io.autolabeler.platform.paging.Paging;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Routes items of a run to reviewers because somebody doubts their labels. With an id that is none of the run nothing is done;
 * items that have no label to doubt yet are skipped.
 */
@Singleton
class SendToReview {
    private static final int MOST = 500;

    private final Database database;
    private final RunRepository runs;
    private final AnnotationRepository annotations;
    private final Outbox outbox;

    SendToReview(Database database, ChunkStore store, Outbox outbox) {
        this.database = database;
        this.runs = store.runs();
        this.annotations = store.annotations();
        this.outbox = outbox;
    }

    /** Those that are with people already stay as they are, so that asking twice is asking once. Reviewers see no suggestion. */
    SendToReviewResponse send(UUID runId, List<String> itemIds) {
        Set<UUID> wanted = ids(itemIds);
        PinnedRun run = runs.pinned(runId).orElseThrow(() -> ServiceException.notFound("run", runId.toString()));
        return database.inTransaction(transaction -> {
            List<LabeledItem> found = annotations.lock(transaction, runId, wanted);
            requireOfRun(wanted, found);
            List<LabeledItem> items = found.stream()
                    .filter(each -> !each.failed() && !each.degraded())
                    .toList();
            List<LabeledItem> accepted =
                    items.stream().filter(each -> !isWithPeople(each)).toList();
            route(transaction, run, accepted);
            return SendToReviewResponse.newBuilder()
                    .setSent(accepted.size())
                    .setAlreadyWithPeople(items.size() - accepted.size())
                    .setSkipped(found.size() - items.size())
                    .build();
        });
    }

    private void route(Transaction transaction, PinnedRun run, List<LabeledItem> items) {
        if (items.isEmpty()) {
            return;
        }
        annotations.toReview(
                transaction, run.id(), items.stream().map(LabeledItem::itemId).toList());
        Tally tally = new Tally();
        tally.humanReview = items.size();
        tally.autoAccept = -(int) items.stream()
                .filter(each -> each.route() == Route.Value.AUTO_ACCEPT)
                .count();
        runs.count(transaction, run.id(), tally);
        AnnotationEvents.again(run, items, SendToReview::news)
                .forEach(event -> outbox.append(
                        transaction, "labeling.annotations.v1", run.id().toString(), event));
    }

    private static AnnotatedItem.Builder news(LabeledItem item) {
        AnnotatedItem.Builder news = item.announced().toBuilder()
                .setRoute(Route.Value.HUMAN_REVIEW)
                .setText(item.text())
                .setBlind(true);
        if (item.route() != null) {
            news.setPreviousRoute(item.route());
        }
        return item.routeTime() == null ? news : news.setPreviousRouteTime(Times.timestamp(item.routeTime()));
    }

    private static boolean isWithPeople(LabeledItem item) {
        return item.route() == Route.Value.HUMAN_REVIEW || item.route() == Route.Value.EXPERT_REVIEW;
    }

    private static Set<UUID> ids(List<String> itemIds) {
        if (itemIds.isEmpty() || itemIds.size() > MOST) {
            throw ServiceException.invalid("itemIds", "must be 1 to " + MOST + " items", itemIds.size());
        }
        return itemIds.stream().map(each -> Paging.id("itemIds", each)).collect(Collectors.toSet());
    }

    private static void requireOfRun(Collection<UUID> wanted, List<LabeledItem> found) {
        Set<UUID> missing = new HashSet<>(wanted);
        found.forEach(each -> missing.remove(each.itemId()));
        missing.stream().sorted().findFirst().ifPresent(each -> {
            throw ServiceException.invalid("itemIds", "must be items of the run that are labeled", each);
        });
    }
}
