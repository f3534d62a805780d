package io.autolabeler.quality.review;

import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.quality.calibration.ObservationRepository;
import io.autolabeler.quality.calibration.ObservationRepository.Seen;
import io.autolabeler.quality.calibration.Subject;
import io.autolabeler.quality.v1.DecideReviewRequest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A decision and its undoing: the task, the observation for calibration and the event, all in one transaction. Equal decisions
 * of as many reviewers as are needed decide a task; different ones make it an adjudication, which one more decides.
 */
@Singleton
class DecideReview {
    private final Database database;
    private final ReviewRepository reviews;
    private final LeaseRepository leases;
    private final PutReviewAside putAside;
    private final ObservationRepository observations;
    private final ReviewEvents events;
    private final ReviewConfig config;

    DecideReview(
            Database database,
            ReviewRepository reviews,
            LeaseRepository leases,
            PutReviewAside putAside,
            ObservationRepository observations,
            ReviewEvents events,
            ReviewConfig config) {
        this.database = database;
        this.reviews = reviews;
        this.leases = leases;
        this.putAside = putAside;
        this.observations = observations;
        this.events = events;
        this.config = config;
    }

    /** Decides; the reviewer's same decision again changes nothing. Throws if others hold or decided the task. */
    void decide(UUID id, String reviewer, DecideReviewRequest decision, @Nullable Double seconds) {
        database.withTransaction(transaction -> {
            StoredTask before = reviews.lock(transaction, id);
            Answer answer = AnswerRules.checked(before.task(), decision);
            Optional<StoredTask.Decision> own = before.decisionOf(reviewer);
            if (own.isPresent()) {
                requireSameDecision(own.get().answer(), answer);
                return;
            }
            requireToBeDecidedBy(before, reviewer);
            boolean adjudicated = before.task().getAdjudication();
            reviews.putDecision(transaction, id, new StoredTask.Decision(reviewer, answer, adjudicated), seconds);
            leases.release(transaction, id, reviewer);
            goOn(transaction, before, reviewer, answer);
        });
    }

    /** What the reviewer's decision makes of the task. */
    private void goOn(Transaction transaction, StoredTask before, String reviewer, Answer answer) {
        List<Answer> earlier = before.blindAnswers();
        if (before.task().getAdjudication()) {
            settle(transaction, before, reviewer, answer);
        } else if (earlier.size() + 1 < before.task().getReviewersNeeded()) {
            reviews.await(transaction, before.id(), reviewer);
        } else if (earlier.stream().allMatch(answer::equals)) {
            settle(transaction, before, reviewer, answer);
        } else {
            reviews.adjudicate(transaction, before.id(), reviewer);
        }
    }

    private void settle(Transaction transaction, StoredTask before, String reviewer, Answer answer) {
        reviews.settle(transaction, before.id(), reviewer, answer);
        StoredTask after = reviews.lock(transaction, before.id());
        Observations.of(after.task().getScoresList(), truth(after, answer))
                .ifPresent(each -> observations.putReviewed(transaction, subject(after), seen(after), each));
        events.decided(transaction, after, answer);
    }

    /** The true label; of a structured answer, the model's own label where its answer was kept and none where it was not. */
    private static String truth(StoredTask task, Answer answer) {
        boolean kept = answer.isStructured() && answer.equals(task.suggestion());
        return kept && task.task().getScoresCount() > 0
                ? task.task().getScores(0).getLabel()
                : answer.label();
    }

    /**
     * Takes what the reviewer did with the task back: the decision, the skip or the escalation. Doing so again changes nothing.
     * An adjudication that has begun goes on without the decision and without the reviewer; otherwise the task is undecided and
     * the reviewer's again.
     */
    void undo(UUID id, String reviewer) {
        database.withTransaction(transaction -> {
            StoredTask before = reviews.lock(transaction, id);
            Optional<StoredTask.Decision> own = before.decisionOf(reviewer);
            if (own.isEmpty()) {
                if (!putAside.takeBack(transaction, before, reviewer)) {
                    requireUndone(before, reviewer);
                }
                return;
            }
            reviews.removeDecision(transaction, id, reviewer);
            boolean adjudicated = own.get().adjudicated();
            if (before.isBeingAdjudicated() && !adjudicated) {
                reviews.grow(transaction, id);
                return;
            }
            reviews.reopen(transaction, id, reviewer, adjudicated);
            leases.take(transaction, id, reviewer, config.lease());
            if (before.isDecided()) {
                StoredTask after = reviews.lock(transaction, id);
                observations.removeReviewed(transaction, subject(after), seen(after));
                events.withdrawn(transaction, after);
            }
        });
    }

    private static Subject subject(StoredTask task) {
        return Subject.of(UUID.fromString(task.task().getProjectId()), task.annotator());
    }

    private static Seen seen(StoredTask task) {
        return new Seen(UUID.fromString(task.task().getItemId()), task.datasetId(), task.id(), task.audited());
    }

    private static void requireUndone(StoredTask task, String reviewer) {
        boolean undone = task.task().getRevision() > 0
                && (task.isHeldBy(reviewer) || task.deciders().contains(reviewer));
        if (!undone || task.isDecided() && !task.task().getAdjudication()) {
            throw ServiceException.failedPrecondition(
                    "you have not decided, skipped or escalated this task; only what you did yourself is undone");
        }
    }

    private static void requireSameDecision(Answer before, Answer answer) {
        if (!answer.equals(before)) {
            String what = before.isStructured() ? " otherwise" : " as " + before.label();
            throw ServiceException.failedPrecondition("you have decided this task" + what + "; undo that first");
        }
    }

    private static void requireToBeDecidedBy(StoredTask task, String reviewer) {
        if (task.isDecided()) {
            throw ServiceException.failedPrecondition("another reviewer has decided this task; take the next one");
        }
        if (task.deciders().contains(reviewer)) {
            throw ServiceException.failedPrecondition(
                    "reviewers disagreed on this task, you among them; somebody else settles it");
        }
        requireNotTaken(task, reviewer);
    }

    static void requireNotTaken(StoredTask task, String reviewer) {
        if (task.isTakenFrom(reviewer)) {
            throw ServiceException.failedPrecondition("another reviewer holds this task; take the next one");
        }
    }
}
