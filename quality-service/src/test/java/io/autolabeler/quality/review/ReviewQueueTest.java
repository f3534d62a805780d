package io.autolabeler.quality.review;

import static io.autolabeler.quality.Annotations.event;
import static io.autolabeler.quality.Annotations.routed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.autolabeler.common.v1.ItemError;
import io.autolabeler.common.v1.Route;
import io.autolabeler.common.v1.Routing;
import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.labeling.v1.AnnotatedItem;
import io.autolabeler.labeling.v1.AnnotationsStored;
import io.autolabeler.quality.v1.NextReviewsRequest;
import io.autolabeler.quality.v1.ReviewTask;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "quality"))
class ReviewQueueTest extends ReviewCalls {
    @Test
    void leasesTheMostUncertainFirstAndGivesTheReasons() {
        open(.8, .55, .7);

        List<ReviewTask> tasks = next("ann", 2);

        assertThat(tasks).extracting(ReviewCalls::topShare).containsExactly(.55, .7);
        ReviewTask task = tasks.getFirst();
        assertThat(task.getState()).isEqualTo(ReviewTask.State.LEASED);
        assertThat(task.hasLeaseExpireTime()).isTrue();
        assertThat(task.getSuggestion()).isEqualTo("spam");
        assertThat(task.getLabelsList()).extracting(l -> l.getName()).containsExactly("spam", "ham");
        assertThat(task.getReasons(0).getText()).isEqualTo("win big");
        assertThat(task.getText()).isEqualTo("win a prize, call now");
    }

    @Test
    void givesDoubtedItemsBeforeUncertainOnes() {
        open(.01, .3);
        open(event(projectId).addItems(routed(.99).setPreviousRoute(Route.Value.AUTO_ACCEPT)));

        assertThat(next("ann", 3)).extracting(ReviewCalls::shareOfSuggestion).containsExactly(.99, .01, .3);
    }

    @Test
    void givesAReviewerTheTasksAlreadyHeldAndOthersTheRest() {
        open(.5, .6, .7);

        List<ReviewTask> first = next("ann", 2);

        assertThat(next("ann", 2)).extracting(ReviewTask::getId).isEqualTo(ids(first));
        var others = next("ben", NextReviewsRequest.newBuilder().setCount(5));
        assertThat(others.getTasksList()).extracting(ReviewCalls::topShare).containsExactly(.7);
        assertThat(others.getWaiting()).isZero();
    }

    @Test
    void neverGivesOneTaskToTwoReviewers() throws Exception {
        open(IntStream.range(0, 60).mapToDouble(i -> .5 + i / 200.0).toArray());

        Set<String> given = new HashSet<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<ReviewTask>>> calls = IntStream.range(0, 12)
                    .mapToObj(i -> threads.submit(() -> next("reviewer-" + i, 5)))
                    .toList();
            for (Future<List<ReviewTask>> call : calls) {
                for (ReviewTask task : call.get()) {
                    assertThat(given.add(task.getId())).isTrue();
                }
            }
        }
        assertThat(given).hasSize(60);
    }

    @Test
    void takesATaskBackWhenItsLeaseEnds() {
        open(.6);
        ReviewTask task = next("ann", 1).getFirst();
        assertThat(next("ben", 1)).isEmpty();

        database.update(
                "update review_task set lease_ends = array[now() - interval '1 second'] where id = $1",
                UUID.fromString(task.getId()));

        assertThat(list(ReviewTask.State.OPEN)).hasSize(1);
        assertThat(next("ben", 1)).extracting(ReviewTask::getId).containsExactly(task.getId());
        assertThatThrownBy(() -> decide("ann", task, "spam"))
                .hasMessageContaining("FAILED_PRECONDITION")
                .hasMessageContaining("another reviewer holds this task");
    }

    @Test
    void putsADearProjectsItemsBeforeLessSureOnes() {
        open(.5);
        open(event(projectId)
                .setRouting(Routing.newBuilder().setErrorCostUsd(10))
                .addItems(routed(.9))
                .addItems(routed(.97)));

        assertThat(next("ann", 3)).extracting(ReviewCalls::topShare).containsExactly(.9, .5, .97);
    }

    @Test
    void showsNoConfidenceBeforeTheDecision() {
        open(.6);
        ReviewTask task = next("ann", 1).getFirst();

        assertThat(task.hasConfidence()).isFalse();
        assertThat(list(ReviewTask.State.UNSPECIFIED).getFirst().hasConfidence())
                .isFalse();
        assertThat(decide("ann", task, "spam").getConfidence()).isEqualTo(.6);
    }

    @Test
    void takesOneOfTwoDecisionsThatComeAtOnce() throws Exception {
        open(.5);
        ReviewTask task = list(ReviewTask.State.OPEN).getFirst();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ReviewTask>> calls = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> decide("reviewer-" + i, task, i % 2 == 0 ? "spam" : "ham")))
                    .toList();
            long decided = calls.stream()
                    .filter(each -> {
                        try {
                            each.get();
                            return true;
                        } catch (Exception e) {
                            assertThat(e).hasMessageContaining("another reviewer has decided this task");
                            return false;
                        }
                    })
                    .count();
            assertThat(decided).isEqualTo(1);
        }
        assertThat(observations()).isEqualTo(1);
        events(task, 1);
    }

    @Test
    void opensOneTaskPerItemWhateverIsRedelivered() {
        AnnotationsStored event = open(.6);
        topics.send("labeling.annotations.v1", event.getRunId(), UUID.randomUUID(), event);
        open(.7);

        assertThat(list(ReviewTask.State.UNSPECIFIED)).hasSize(2);
    }

    @Test
    void opensNoTaskForDegradedFailedOrAcceptedItems() {
        AnnotationsStored.Builder event = event(projectId)
                .addItems(routed(.6).setDegraded(true))
                .addItems(routed(.5).setRoute(Route.Value.AUTO_ACCEPT))
                .addItems(AnnotatedItem.newBuilder()
                        .setItemId(UUID.randomUUID().toString())
                        .setError(ItemError.Code.TIMEOUT))
                .addItems(routed(.7));
        topics.send("labeling.annotations.v1", event.getRunId(), UUID.randomUUID(), event.build());

        await().untilAsserted(() -> assertThat(list(ReviewTask.State.UNSPECIFIED))
                .extracting(ReviewCalls::topShare)
                .containsExactly(.7));
    }
}
