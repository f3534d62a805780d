package io.autolabeler.monitoring.metric;

import io.autolabeler.monitoring.metric.SeenRepository.CountedGold;
import io.autolabeler.monitoring.metric.SeenRepository.SeenReview;
import io.autolabeler.monitoring.metric.Tally.Scope;
import io.autolabeler.platform.database.Times;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.quality.v1.ReviewDecided;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Counts review decisions by their newest revision: one that was taken back counts no more, in whatever order it is told. */
@ApplicationScoped
class ReviewsConsumer {
    private final RecordMetrics metrics;
    private final SeenRepository seen;
    private final DayPartitions days;

    ReviewsConsumer(RecordMetrics metrics, SeenRepository seen, DayPartitions days) {
        this.metrics = metrics;
        this.seen = seen;
        this.days = days;
    }

    @Incoming("reviews")
    @RunOnVirtualThread
    void on(ConsumerRecord<String, byte[]> record) {
        metrics.once("reviews", record, ReviewDecided.parser(), this::count);
    }

    private void count(Transaction transaction, ReviewDecided event, Tally tally, Instant minute) {
        SeenReview now = new SeenReview(
                event.getRevision(),
                event.getWithdrawn(),
                event.getLabel().equals(event.getSuggestion()),
                event.getAnnotator().getModel(),
                new Scope(UUID.fromString(event.getProjectId()), UUID.fromString(event.getRunId()), minute),
                gold(event));
        UUID taskId = UUID.fromString(event.getTaskId());
        Optional<SeenReview> before = seen.lockReview(transaction, taskId);
        if (before.isEmpty() && !seen.putReview(transaction, event, now, true)) {
            before = seen.lockReview(transaction, taskId);
        }
        if (before.isPresent() && before.get().revision() >= now.revision()) {
            return;
        }
        if (before.isPresent()) {
            seen.putReview(transaction, event, now, false);
            takeBack(tally, before.get(), hasSuggestion(event));
        }
        if (!now.withdrawn()) {
            add(tally, now, hasSuggestion(event));
        }
    }

    /** Where people label without a model there is nothing that could be right or wrong. The same for all events of a task. */
    private static boolean hasSuggestion(ReviewDecided event) {
        return !event.getSuggestion().isEmpty();
    }

    /** What was counted of the item's gold label; null without one, or where that is not kept any more. */
    private @Nullable CountedGold gold(ReviewDecided event) {
        if (!event.hasGoldTime() || !hasSuggestion(event)) {
            return null;
        }
        Instant minute = days.minute(Times.time(event.getGoldTime()).toInstant());
        return days.isKept(minute) ? new CountedGold(event.getGoldLabel().equals(event.getSuggestion()), minute) : null;
    }

    /** An item with a gold label counts as one: what people say takes the place of what the gold label said, where that is. */
    private void add(Tally tally, SeenReview now, boolean hasSuggestion) {
        tally.add(Metric.REVIEWS, now.scope(), now.model(), 1);
        @Nullable CountedGold gold = now.gold();
        if (gold != null) {
            days.ensure(gold.minute());
            swapGold(tally, now, gold.minute(), gold.right(), now.kept());
        } else if (hasSuggestion) {
            tally.add(Metric.REVIEW_ACCURACY, now.scope(), now.model(), now.kept() ? 1 : 0);
        }
    }

    private void takeBack(Tally tally, SeenReview before, boolean hadSuggestion) {
        if (before.withdrawn()) {
            return;
        }
        boolean kept = days.isKept(before.scope().minute());
        if (kept) {
            tally.takeBack(Metric.REVIEWS, before.scope(), before.model(), 1);
        }
        @Nullable CountedGold gold = before.gold();
        if (gold != null) {
            if (days.isKept(gold.minute())) {
                swapGold(tally, before, gold.minute(), before.kept(), gold.right());
            }
        } else if (kept && hadSuggestion) {
            tally.takeBack(Metric.REVIEW_ACCURACY, before.scope(), before.model(), before.kept() ? 1 : 0);
        }
    }

    private static void swapGold(Tally tally, SeenReview review, Instant minute, boolean counted, boolean right) {
        Scope scope = new Scope(review.scope().projectId(), review.scope().runId(), minute);
        tally.takeBack(Metric.GOLD_ACCURACY, scope, review.model(), counted ? 1 : 0);
        tally.add(Metric.GOLD_ACCURACY, scope, review.model(), right ? 1 : 0);
    }
}
