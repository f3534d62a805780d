package io.autolabeler.quality.review;

import io.autolabeler.common.v1.Annotator;
import io.autolabeler.platform.database.Times;
import io.autolabeler.quality.v1.ReviewOpinion;
import io.autolabeler.quality.v1.ReviewTask;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A review task as it is stored, with what its reviewers are not shown.
 *
 * @param task with its suggestion even if that is hidden, without leases and opinions
 * @param suggestion empty: none
 * @param holders who holds an unexpired lease, and until when
 * @param deciders reviewers whom the task is not given again
 * @param decisions that stand, adjudicated ones included
 * @param adjudicatorLooked somebody was given the task after its reviewers disagreed
 * @param audited the item was drawn without regard to its confidence, which no reviewer is told
 * @param gold null: the item has no gold label, or had its task before that was noted
 */
record StoredTask(
        ReviewTask task,
        UUID datasetId,
        Annotator annotator,
        Answer suggestion,
        Map<String, OffsetDateTime> holders,
        Set<String> deciders,
        List<Decision> decisions,
        boolean adjudicatorLooked,
        boolean audited,
        @Nullable Gold gold) {

    /** The gold label, and when the run told of it. */
    record Gold(String label, OffsetDateTime time) {}

    /** A reviewer's standing decision. */
    record Decision(String reviewer, Answer answer, boolean adjudicated) {}

    StoredTask {
        holders = Map.copyOf(holders);
        deciders = Set.copyOf(deciders);
        decisions = List.copyOf(decisions);
    }

    boolean isDecided() {
        return task.getState() == ReviewTask.State.DECIDED;
    }

    boolean isHeldBy(String reviewer) {
        return holders.containsKey(reviewer);
    }

    /** True if as many others hold the task as it still needs. */
    boolean isTakenFrom(String reviewer) {
        int needed = task.getAdjudication() ? 1 : task.getReviewersNeeded() - deciders.size();
        return !isHeldBy(reviewer) && holders.size() >= needed;
    }

    /** True once an adjudicator has looked at the task. */
    boolean isBeingAdjudicated() {
        return task.getAdjudication() && (isDecided() || adjudicatorLooked);
    }

    Optional<Decision> decisionOf(String reviewer) {
        return decisions.stream()
                .filter(each -> each.reviewer().equals(reviewer))
                .findFirst();
    }

    /** What the reviewers decided blindly. */
    List<Answer> blindAnswers() {
        return decisions.stream()
                .filter(each -> !each.adjudicated())
                .map(Decision::answer)
                .toList();
    }

    UUID id() {
        return UUID.fromString(task.getId());
    }

    /**
     * The task as the reviewer may see it: the end of a lease only to its holder, others' decisions only to the holder of an
     * adjudication and without their names, no suggestion that is hidden. Nobody sees the confidence before the decision: with
     * the route it would tell audits of labels that were accepted.
     */
    ReviewTask shownTo(String reviewer) {
        ReviewTask.Builder shown = task.toBuilder();
        if (isHeldBy(reviewer)) {
            shown.setLeaseExpireTime(Times.timestamp(holders.getOrDefault(reviewer, OffsetDateTime.MIN)));
        }
        if (isDecided()) {
            return shown.setSuggestionHidden(false).build();
        }
        shown.clearConfidence();
        decisionOf(reviewer).ifPresent(own -> TaskRow.setDecided(shown, own.answer()));
        if (task.getAdjudication() && isHeldBy(reviewer)) {
            shown.addAllOpinions(opinions());
        }
        if (task.getSuggestionHidden()) {
            shown.clearSuggestion()
                    .clearSuggestedValue()
                    .clearScores()
                    .clearReasons()
                    .clearShortList();
        }
        return shown.build();
    }

    /** Each different answer once, those of more reviewers first, then by their text. */
    private List<ReviewOpinion> opinions() {
        Map<String, ReviewOpinion.Builder> byText = new TreeMap<>();
        for (Answer answer : blindAnswers()) {
            ReviewOpinion.Builder opinion = byText.computeIfAbsent(answer.text(), text -> opinion(answer));
            opinion.setReviewers(opinion.getReviewers() + 1);
        }
        return byText.values().stream()
                .map(ReviewOpinion.Builder::build)
                .sorted(Comparator.comparingInt(ReviewOpinion::getReviewers).reversed())
                .toList();
    }

    private static ReviewOpinion.Builder opinion(Answer answer) {
        ReviewOpinion.Builder opinion = ReviewOpinion.newBuilder().setLabel(answer.label());
        return answer.isStructured() ? opinion.setValue(answer.value()) : opinion;
    }
}
