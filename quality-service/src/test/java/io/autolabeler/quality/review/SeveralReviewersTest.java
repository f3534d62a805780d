package io.autolabeler.quality.review;

import static io.autolabeler.quality.Annotations.event;
import static io.autolabeler.quality.Annotations.routed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autolabeler.common.v1.Route;
import io.autolabeler.common.v1.Routing;
import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.quality.v1.GetReviewStatsRequest;
import io.autolabeler.quality.v1.ReviewDecided;
import io.autolabeler.quality.v1.ReviewOpinion;
import io.autolabeler.quality.v1.ReviewTask;
import io.autolabeler.quality.v1.ReviewerStats;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "quality"))
class SeveralReviewersTest extends ReviewCalls {
    @Test
    void givesATaskToAsManyReviewersAsItNeedsAndNoMore() {
        ReviewTask task = openForTwo();

        assertThat(task.getReviewersNeeded()).isEqualTo(2);
        assertThat(ids(next("ann", 1))).containsExactly(task.getId());
        assertThat(ids(next("ann", 1))).containsExactly(task.getId());
        assertThat(ids(next("ben", 1))).containsExactly(task.getId());
        assertThat(next("eve", 1)).isEmpty();
        assertThatThrownBy(() -> decide("eve", task, "ham")).hasMessageContaining("another reviewer holds this task");
    }

    @Test
    void isDecidedByEqualDecisionsAndToldOnce() {
        ReviewTask task = openForTwo();

        ReviewTask first = decide("ann", task, "ham");
        ReviewTask blind = next("ben", 1).getFirst();
        ReviewTask second = decide("ben", task, "ham");

        assertThat(first.getState()).isEqualTo(ReviewTask.State.OPEN);
        assertThat(first.getDecidedLabel()).isEqualTo("ham");
        assertThat(first.getReviewersDone()).isEqualTo(1);
        assertThat(next("ann", 1)).isEmpty();
        assertThat(blind.getDecidedLabel()).isEmpty();
        assertThat(blind.getOpinionsList()).isEmpty();
        assertThat(second.getState()).isEqualTo(ReviewTask.State.DECIDED);
        ReviewDecided told = events(task, 1).getFirst();
        assertThat(told.getLabel()).isEqualTo("ham");
        assertThat(told.getLabelSource()).isEqualTo("review");
        assertThat(decide("ann", task, "ham").getRevision()).isEqualTo(2);
        assertThat(observations()).isEqualTo(1);
    }

    @Test
    void putsADisagreementToSomebodyElseWithoutNames() {
        ReviewTask task = disagreed();

        assertThat(next("ann", 1)).isEmpty();
        assertThat(next("ben", 1)).isEmpty();
        ReviewTask adjudication = next("eve", 1).getFirst();
        assertThat(adjudication.getRoute()).isEqualTo(Route.Value.EXPERT_REVIEW);
        assertThat(adjudication.getAdjudication()).isTrue();
        assertThat(adjudication.getOpinionsList())
                .extracting(ReviewOpinion::getLabel)
                .containsExactlyInAnyOrder("spam", "ham");
        assertThat(next("zoe", 1)).isEmpty();
        assertThatThrownBy(() -> decide("ann", task, "spam")).hasMessageContaining("undo that first");

        ReviewTask decided = decide("eve", task, "spam");

        assertThat(decided.getDecidedLabel()).isEqualTo("spam");
        assertThat(events(task, 1).getFirst().getLabelSource()).isEqualTo("adjudication");
    }

    @Test
    void takesAnUnseenDisagreementBackWithTheDecision() {
        ReviewTask task = disagreed();

        ReviewTask undone = undo("ben", task);
        ReviewTask again = undo("ben", task);

        assertThat(undone.getAdjudication()).isFalse();
        assertThat(undone.getRoute()).isEqualTo(Route.Value.HUMAN_REVIEW);
        assertThat(undone.hasLeaseExpireTime()).isTrue();
        assertThat(again.getRevision()).isEqualTo(undone.getRevision());
        assertThat(decide("ben", task, "ham").getState()).isEqualTo(ReviewTask.State.DECIDED);
    }

    @Test
    void letsAnAdjudicationThatHasBegunGoOnWithWhatIsLeft() {
        ReviewTask task = disagreed();
        next("eve", 1);

        ReviewTask undone = undo("ben", task);

        assertThat(undone.getAdjudication()).isTrue();
        assertThat(undone.hasLeaseExpireTime()).isFalse();
        assertThat(undone.getRevision()).isEqualTo(3);
        assertThat(next("eve", 1).getFirst().getOpinionsList())
                .extracting(ReviewOpinion::getLabel)
                .containsExactly("ham");
        assertThat(undo("ben", task).getRevision()).isEqualTo(3);
        assertThatThrownBy(() -> decide("ben", task, "ham")).hasMessageContaining("somebody else settles it");
        decide("eve", task, "spam");
        assertThat(undo("eve", task).getAdjudication()).isTrue();
        assertThat(events(task, 2)).extracting(ReviewDecided::getWithdrawn).containsExactly(false, true);
    }

    @Test
    void neverGivesABlindTaskToAnAdjudicatorWhoseTimeIsOver() {
        ReviewTask task = disagreed();
        next("eve", 1);
        database.update(
                "update review_task set lease_ends = array[now() - interval '1 second'] where id = $1", taskId(task));
        assertThat(list(ReviewTask.State.OPEN).getFirst().getOpinionsList()).isEmpty();

        ReviewTask undone = undo("ben", task);

        assertThat(undone.getAdjudication()).isTrue();
        assertThat(next("eve", 1).getFirst().getAdjudication()).isTrue();
    }

    private static UUID taskId(ReviewTask task) {
        return UUID.fromString(task.getId());
    }

    @Test
    void withdrawsAnEqualDecisionAndKeepsTheOther() {
        ReviewTask task = openForTwo();
        decide("ann", task, "ham");
        decide("ben", task, "ham");

        ReviewTask undone = undo("ann", task);

        assertThat(undone.getReviewersDone()).isEqualTo(1);
        assertThat(observations()).isZero();
        assertThat(events(task, 2).getLast().getWithdrawn()).isTrue();
        assertThat(decide("ann", task, "spam").getAdjudication()).isTrue();
    }

    @Test
    void neverExceedsTheNeededReviewersUnderContention() throws Exception {
        var event = event(projectId).setRouting(Routing.newBuilder().setReviewersPerItem(2));
        IntStream.range(0, 30).forEach(i -> event.addItems(routed(.5 + i / 100.0)));
        open(event);

        Map<String, List<String>> holders = new ConcurrentHashMap<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                String reviewer = "reviewer-" + i;
                calls.add(threads.submit(() -> next(reviewer, 6)
                        .forEach(task -> holders.computeIfAbsent(
                                        task.getId(), id -> Collections.synchronizedList(new ArrayList<>()))
                                .add(reviewer))));
            }
            for (Future<?> call : calls) {
                call.get();
            }
        }
        assertThat(holders.values())
                .allSatisfy(all -> assertThat(all).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(2));
    }

    @Test
    void hidesTheSuggestionOfTheChosenShareUntilDecided() {
        open(event(projectId)
                .setRouting(Routing.newBuilder().setHideSuggestionShare(1))
                .addItems(routed(.6)));

        ReviewTask hidden = next("ann", 1).getFirst();

        assertThat(hidden.getSuggestionHidden()).isTrue();
        assertThat(hidden.getSuggestion()).isEmpty();
        assertThat(hidden.getScoresList()).isEmpty();
        assertThat(hidden.getReasonsList()).isEmpty();
        assertThat(list(ReviewTask.State.UNSPECIFIED).getFirst().getSuggestion())
                .isEmpty();
        assertThat(decide("ann", hidden, "spam").getSuggestion()).isEqualTo("spam");
        assertThat(events(hidden, 1).getFirst().getSuggestion()).isEqualTo("spam");
    }

    @Test
    void countsWhatEachReviewerDidWithoutTexts() {
        open(event(projectId)
                .setRouting(Routing.newBuilder().setReviewersPerItem(2))
                .addItems(routed(.6))
                .addItems(routed(.7)));
        open(event(projectId)
                .setRouting(Routing.newBuilder().setHideSuggestionShare(1))
                .addItems(routed(.8)));
        List<ReviewTask> tasks = next("ann", 3);
        decide("ann", tasks.get(0), "spam");
        decide("ann", tasks.get(1), "spam");
        decide("ann", tasks.get(2), "ham");
        decide("ben", tasks.get(0), "spam");
        decide("ben", tasks.get(1), "ham");
        decide("eve", tasks.get(1), "spam");

        var stats = reviews.getReviewStats(GetReviewStatsRequest.newBuilder()
                .setProjectId(projectId.toString())
                .build());

        assertThat(stats.getDecided()).isEqualTo(3);
        assertThat(stats.getAccepted()).isEqualTo(2);
        assertThat(stats.getReviewersList())
                .containsExactly(
                        ReviewerStats.newBuilder()
                                .setReviewer("ann")
                                .setDecided(3)
                                .setShown(2)
                                .setShownKept(2)
                                .setHidden(1)
                                .setMedianSeconds(2.5)
                                .setCompared(2)
                                .setAgreed(1)
                                .build(),
                        ReviewerStats.newBuilder()
                                .setReviewer("ben")
                                .setDecided(2)
                                .setShown(2)
                                .setShownKept(1)
                                .setMedianSeconds(2.5)
                                .setCompared(2)
                                .setAgreed(1)
                                .build(),
                        ReviewerStats.newBuilder()
                                .setReviewer("eve")
                                .setDecided(1)
                                .setShown(1)
                                .setShownKept(1)
                                .setMedianSeconds(2.5)
                                .setAdjudicated(1)
                                .build());
    }

    private ReviewTask openForTwo() {
        open(event(projectId)
                .setRouting(Routing.newBuilder().setReviewersPerItem(2))
                .addItems(routed(.6)));
        return list(ReviewTask.State.OPEN).getFirst();
    }

    private ReviewTask disagreed() {
        ReviewTask task = openForTwo();
        decide("ann", task, "ham");
        decide("ben", task, "spam");
        return task;
    }
}
