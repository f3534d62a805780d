package io.autolabeler.quality.review;

import io.autolabeler.common.v1.Route;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.platform.errors.ServiceException;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A reviewer hands a held task on undecided, to others or to the experts, and may take that back. */
@Singleton
class PutReviewAside {
    private final Database database;
    private final ReviewRepository reviews;
    private final LeaseRepository leases;
    private final ReviewConfig config;

    PutReviewAside(Database database, ReviewRepository reviews, LeaseRepository leases, ReviewConfig config) {
        this.database = database;
        this.reviews = reviews;
        this.leases = leases;
        this.config = config;
    }

    /** Behind the others; the same call again changes nothing. Throws if the reviewer does not hold the task. */
    void skip(UUID id, String reviewer) {
        database.withTransaction(transaction -> ifHeld(transaction, id, reviewer, task -> {
            reviews.skip(transaction, id);
            release(transaction, id, reviewer, null);
        }));
    }

    /** To the experts; the same call again changes nothing. Throws if the reviewer does not hold the task, or they have it. */
    void escalate(UUID id, String reviewer) {
        database.withTransaction(transaction -> ifHeld(transaction, id, reviewer, task -> {
            if (task.task().getRoute() == Route.Value.EXPERT_REVIEW) {
                throw ServiceException.failedPrecondition("this task is with the experts already; skip it instead");
            }
            reviews.escalate(transaction, id);
            release(transaction, id, reviewer, task.task().getRoute().name());
        }));
    }

    /** Runs the step unless the reviewer has put the task aside already. */
    private void ifHeld(Transaction transaction, UUID id, String reviewer, Consumer<StoredTask> step) {
        StoredTask task = reviews.lock(transaction, id);
        boolean done = !task.isDecided()
                && !task.isHeldBy(reviewer)
                && reviews.putAside(transaction, id, reviewer)
                        .filter(ReviewRepository.PutAside::kept)
                        .isPresent();
        if (!done) {
            requireHeld(task, reviewer);
            step.accept(task);
        }
    }

    private void release(Transaction transaction, UUID id, String reviewer, @Nullable String escalatedFrom) {
        leases.release(transaction, id, reviewer);
        reviews.keepFrom(transaction, id, reviewer, escalatedFrom, config.skipPause());
    }

    /**
     * The task is the reviewer's again, as it was before the skip or the escalation; false if the reviewer has put nothing aside
     * that is not back already. Throws if others hold or have decided it meanwhile.
     */
    boolean takeBack(Transaction transaction, StoredTask task, String reviewer) {
        Optional<ReviewRepository.PutAside> putAside = reviews.putAside(transaction, task.id(), reviewer);
        if (putAside.isEmpty() || task.isHeldBy(reviewer) || task.deciders().contains(reviewer)) {
            return false;
        }
        requireTakable(task, reviewer, putAside.get().escalatedFrom() != null);
        reviews.takeBack(transaction, task.id(), putAside.get());
        reviews.keepNoLonger(transaction, task.id(), reviewer);
        leases.take(transaction, task.id(), reviewer, config.lease());
        return true;
    }

    private static void requireTakable(StoredTask task, String reviewer, boolean escalated) {
        if (task.isDecided()) {
            throw ServiceException.failedPrecondition("another reviewer has decided this task meanwhile");
        }
        DecideReview.requireNotTaken(task, reviewer);
        if (task.task().getAdjudication() && (escalated || !task.adjudicatorLooked())) {
            throw ServiceException.failedPrecondition(
                    "reviewers disagree on this task meanwhile; an expert settles it");
        }
    }

    private static void requireHeld(StoredTask task, String reviewer) {
        if (task.isDecided()) {
            throw ServiceException.failedPrecondition("this task is decided; undo the decision first");
        }
        if (task.decisionOf(reviewer).isPresent()) {
            throw ServiceException.failedPrecondition("you have decided this task; undo the decision first");
        }
        DecideReview.requireNotTaken(task, reviewer);
        if (!task.isHeldBy(reviewer)) {
            throw ServiceException.failedPrecondition("this task is not yours, or no longer; take the next one");
        }
    }
}
