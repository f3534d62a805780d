package io.autolabeler.quality.review;

import com.google.protobuf.Timestamp;
import io.autolabeler.common.v1.Label;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.platform.events.Outbox;
import io.autolabeler.quality.calibration.ObservationRepository;
import io.autolabeler.quality.calibration.ObservationRepository.Seen;
import io.autolabeler.quality.calibration.Subject;
import io.autolabeler.quality.v1.ReviewDecided;
import io.autolabeler.quality.v1.ReviewTask;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A decision and its undoing: the task, the observation for calibration and the event, all in one transaction. */
@Singleton
class DecideReview {
    private final Database database;
    private final ReviewRepository reviews;
    private final ObservationRepository observations;
    private final Outbox outbox;
    private final ReviewConfig config;

    DecideReview(
            Database database,
            ReviewRepository reviews,
            ObservationRepository observations,
            Outbox outbox,
            ReviewConfig config) {
        this.database = database;
        this.reviews = reviews;
        this.observations = observations;
        this.outbox = outbox;
        this.config = config;
    }

    /** Decides; the reviewer's same decision again changes nothing. Throws if another reviewer holds or decided the task. */
    void decide(UUID id, String reviewer, String label, @Nullable Double seconds) {
        database.withTransaction(transaction -> {
            StoredTask before = locked(transaction, id);
            requireLabel(before.task(), label);
            if (before.isDecided()) {
                requireSameDecision(before, reviewer, label);
                return;
            }
            requireNotHeldByOther(before, reviewer);
            reviews.decide(transaction, id, label, reviewer, seconds);
            StoredTask after = locked(transaction, id);
            Observations.of(after.task().getScoresList(), label)
                    .ifPresent(each -> observations.putReviewed(transaction, subject(after), seen(after), each));
            announce(transaction, after, label);
        });
    }

    /** Takes the reviewer's own decision back; doing so again changes nothing. */
    void undo(UUID id, String reviewer) {
        database.withTransaction(transaction -> {
            StoredTask before = locked(transaction, id);
            boolean undone = !before.isDecided() && before.task().getRevision() > 0 && reviewer.equals(before.holder());
            if (undone) {
                return;
            }
            if (!before.isDecided() || !reviewer.equals(before.decidedBy())) {
                throw ServiceException.failedPrecondition(
                        "you have not decided this task; only an own decision is undone");
            }
            reviews.undo(transaction, id, reviewer, config.lease());
            StoredTask after = locked(transaction, id);
            observations.removeReviewed(transaction, subject(after), seen(after));
            announce(transaction, after, "");
        });
    }

    private StoredTask locked(Transaction transaction, UUID id) {
        return reviews.lock(transaction, id).orElseThrow(() -> ServiceException.notFound("review task", id.toString()));
    }

    private void announce(Transaction transaction, StoredTask after, String label) {
        ReviewTask task = after.task();
        Instant now = Clock.systemUTC().instant();
        outbox.append(
                transaction,
                "quality.reviews.v1",
                task.getItemId(),
                ReviewDecided.newBuilder()
                        .setTaskId(task.getId())
                        .setProjectId(task.getProjectId())
                        .setDatasetId(after.datasetId().toString())
                        .setRunId(task.getRunId())
                        .setItemId(task.getItemId())
                        .setText(task.getText())
                        .setLabel(label)
                        .setSuggestion(task.getSuggestion())
                        .setWithdrawn(label.isEmpty())
                        .setRevision(task.getRevision())
                        .setAnnotator(after.annotator())
                        .setConfidence(task.getConfidence())
                        .setTime(Timestamp.newBuilder()
                                .setSeconds(now.getEpochSecond())
                                .setNanos(now.getNano()))
                        .build());
    }

    private static Subject subject(StoredTask task) {
        return Subject.of(UUID.fromString(task.task().getProjectId()), task.annotator());
    }

    private static Seen seen(StoredTask task) {
        return new Seen(UUID.fromString(task.task().getItemId()), task.datasetId(), task.id());
    }

    private static void requireLabel(ReviewTask task, String label) {
        if (task.getLabelsList().stream().map(Label::getName).noneMatch(label::equals)) {
            throw ServiceException.invalid("label", "must be a label of the task's schema", label);
        }
    }

    private static void requireSameDecision(StoredTask before, String reviewer, String label) {
        if (!reviewer.equals(before.decidedBy())) {
            throw ServiceException.failedPrecondition("another reviewer has decided this task; take the next one");
        }
        if (!label.equals(before.task().getDecidedLabel())) {
            throw ServiceException.failedPrecondition(
                    "you have decided this task as " + before.task().getDecidedLabel() + "; undo that first");
        }
    }

    static void requireNotHeldByOther(StoredTask task, String reviewer) {
        if (task.heldByOther(reviewer)) {
            throw ServiceException.failedPrecondition("another reviewer holds this task; take the next one");
        }
    }
}
