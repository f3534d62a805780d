package io.autolabeler.quality.review;

import com.google.protobuf.Timestamp;
import io.autolabeler.platform.database.Times;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.platform.events.Outbox;
import io.autolabeler.quality.v1.ReviewDecided;
import io.autolabeler.quality.v1.ReviewTask;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells everyone what was decided and what was taken back. */
@Singleton
class ReviewEvents {
    private final Outbox outbox;

    ReviewEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    void decided(Transaction transaction, StoredTask after, Answer answer) {
        ReviewDecided.Builder event = event(after).setLabel(answer.label());
        if (answer.isStructured()) {
            event.setValue(answer.value());
        }
        send(transaction, event.setLabelSource(after.task().getAdjudication() ? "adjudication" : "review"));
    }

    void withdrawn(Transaction transaction, StoredTask after) {
        send(transaction, event(after).setWithdrawn(true));
    }

    private void send(Transaction transaction, ReviewDecided.Builder event) {
        outbox.append(transaction, "quality.reviews.v1", event.getItemId(), event.build());
    }

    private static ReviewDecided.Builder event(StoredTask after) {
        ReviewTask task = after.task();
        Instant now = Clock.systemUTC().instant();
        ReviewDecided.Builder event = ReviewDecided.newBuilder()
                .setTaskId(task.getId())
                .setProjectId(task.getProjectId())
                .setDatasetId(after.datasetId().toString())
                .setRunId(task.getRunId())
                .setItemId(task.getItemId())
                .setText(task.getText())
                .setKind(task.getKind())
                .setSuggestion(task.getSuggestion())
                .setRevision(task.getRevision())
                .setAnnotator(after.annotator())
                .setConfidence(task.getConfidence())
                .setTime(Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()));
        StoredTask.@Nullable Gold gold = after.gold();
        if (gold != null) {
            event.setGoldLabel(gold.label()).setGoldTime(Times.timestamp(gold.time()));
        }
        return event;
    }
}
