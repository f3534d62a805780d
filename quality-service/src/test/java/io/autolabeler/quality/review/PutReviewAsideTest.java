package io.autolabeler.quality.review;

import static io.autolabeler.quality.Annotations.event;
import static io.autolabeler.quality.Annotations.routed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autolabeler.common.v1.Route;
import io.autolabeler.common.v1.Routing;
import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.quality.v1.NextReviewsRequest;
import io.autolabeler.quality.v1.ReviewTask;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Skipping, escalating, and taking either back. */
@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "quality"))
class PutReviewAsideTest extends ReviewCalls {
    @Test
    void putsASkippedTaskBehindTheOthersAndAwayFromItsReviewer() {
        open(.5, .6);
        ReviewTask skipped = next("ann", 1).getFirst();

        ReviewTask open = skip("ann", skipped);

        assertThat(open.getState()).isEqualTo(ReviewTask.State.OPEN);
        assertThat(next("ann", 5)).extracting(ReviewCalls::topShare).containsExactly(.6);
        assertThat(next("ben", 5)).extracting(ReviewCalls::topShare).containsExactly(.5);
    }

    @Test
    void letsOnlyTheHolderPutATaskAside() {
        open(.5);
        ReviewTask task = next("ann", 1).getFirst();

        assertThatThrownBy(() -> skip("ben", task)).hasMessageContaining("another reviewer holds this task");
        skip("ann", task);
        skip("ann", task);

        assertThat(skips(task)).isEqualTo(1);
        assertThatThrownBy(() -> skip("ben", task)).hasMessageContaining("this task is not yours");
        assertThatThrownBy(() -> escalate("ben", task)).hasMessageContaining("this task is not yours");
    }

    @Test
    void handsAnEscalatedTaskToTheExperts() {
        open(.6);
        ReviewTask task = next("ann", 1).getFirst();

        ReviewTask escalated = escalate("ann", task);

        assertThat(escalated.getRoute()).isEqualTo(Route.Value.EXPERT_REVIEW);
        assertThat(next("ann", 1)).isEmpty();
        var experts = next("eve", NextReviewsRequest.newBuilder().setRoute(Route.Value.EXPERT_REVIEW));
        assertThat(experts.getTasksList()).extracting(ReviewTask::getId).containsExactly(task.getId());
        assertThatThrownBy(() -> escalate("eve", task)).hasMessageContaining("with the experts already");
    }

    @Test
    void givesASkippedTaskBackToItsReviewer() {
        open(.5, .6);
        ReviewTask task = next("ann", 1).getFirst();
        skip("ann", task);

        ReviewTask undone = undo("ann", task);
        ReviewTask again = undo("ann", task);

        assertThat(undone.hasLeaseExpireTime()).isTrue();
        assertThat(skips(task)).isZero();
        assertThat(again.getRevision()).isEqualTo(undone.getRevision());
        assertThat(next("ben", 5)).extracting(ReviewCalls::topShare).containsExactly(.6);
        assertThat(decide("ann", task, "ham").getState()).isEqualTo(ReviewTask.State.DECIDED);
    }

    @Test
    void takesAnEscalatedTaskBackFromTheExperts() {
        open(.6);
        ReviewTask task = next("ann", 1).getFirst();
        escalate("ann", task);

        ReviewTask undone = undo("ann", task);

        assertThat(undone.getRoute()).isEqualTo(Route.Value.HUMAN_REVIEW);
        assertThat(undone.hasLeaseExpireTime()).isTrue();
        assertThat(next("eve", 1)).isEmpty();
        assertThat(escalate("ann", task).getRoute()).isEqualTo(Route.Value.EXPERT_REVIEW);
    }

    @Test
    void takesNothingBackThatOthersHoldOrHaveDecided() {
        open(.6);
        ReviewTask task = next("ann", 1).getFirst();
        escalate("ann", task);
        next("eve", 1);

        assertThatThrownBy(() -> undo("ann", task)).hasMessageContaining("another reviewer holds this task");
        decide("eve", task, "ham");
        assertThatThrownBy(() -> undo("ann", task)).hasMessageContaining("another reviewer has decided this task");
        assertThatThrownBy(() -> undo("ben", task)).hasMessageContaining("only what you did yourself is undone");
    }

    @Test
    void leavesADisagreementThatAroseMeanwhileToTheExperts() {
        open(event(projectId)
                .setRouting(Routing.newBuilder().setReviewersPerItem(2))
                .addItems(routed(.6)));
        ReviewTask task = next("ann", 1).getFirst();
        skip("ann", task);
        next("ben", 1);
        decide("ben", task, "ham");
        next("eve", 1);
        decide("eve", task, "spam");

        assertThatThrownBy(() -> undo("ann", task)).hasMessageContaining("an expert settles it");
    }

    private int skips(ReviewTask task) {
        return database.first(
                        "select skip_count from review_task where id = $1",
                        row -> row.getInteger(0),
                        UUID.fromString(task.getId()))
                .orElseThrow();
    }
}
