package io.autolabeler.quality.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Timestamp;
import io.autolabeler.common.v1.Route;
import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.labeling.v1.AnnotatedItem;
import io.autolabeler.quality.Annotations;
import io.autolabeler.quality.v1.DecideReviewRequest;
import io.autolabeler.quality.v1.GetReviewStatsRequest;
import io.autolabeler.quality.v1.ListReviewsRequest;
import io.autolabeler.quality.v1.NextReviewsRequest;
import io.autolabeler.quality.v1.ReviewDecided;
import io.autolabeler.quality.v1.ReviewStats;
import io.autolabeler.quality.v1.ReviewTask;
import io.autolabeler.quality.v1.SkipReviewRequest;
import io.autolabeler.quality.v1.UndoReviewRequest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "quality"))
class ReviewGrpcTest extends ReviewCalls {
    @Test
    void storesADecisionOnceAndTellsIt() {
        open(.6);
        ReviewTask task = next("ann", 1).getFirst();

        ReviewTask decided = decide("ann", task, "ham");
        ReviewTask again = decide("ann", task, "ham");

        assertThat(again).isEqualTo(decided);
        assertThat(decided.getState()).isEqualTo(ReviewTask.State.DECIDED);
        assertThat(decided.getRevision()).isEqualTo(1);
        ReviewDecided told = events(task, 1).getFirst();
        assertThat(told.getLabel()).isEqualTo("ham");
        assertThat(told.getWithdrawn()).isFalse();
        assertThat(told.getText()).isEqualTo("win a prize, call now");
        assertThat(told.getDatasetId()).isEqualTo(datasetId);
        assertThat(observations()).isEqualTo(1);
        assertThatThrownBy(() -> decide("ann", task, "spam")).hasMessageContaining("decided this task as ham; undo");
        assertThatThrownBy(() -> decide("ben", task, "ham")).hasMessageContaining("another reviewer has decided");
    }

    @Test
    void correctsAGoldLabelAndRestoresItWhenTheDecisionIsTakenBack() {
        open(Annotations.event(projectId).addItems(Annotations.routed(.9).setGoldLabel("ham")));
        assertThat(truths()).containsExactly("ham");
        ReviewTask task = next("ann", 1).getFirst();

        decide("ann", task, "spam");
        assertThat(truths()).containsExactly("spam");
        assertThat(gold()).isEqualTo(1);

        undo("ann", task);
        assertThat(truths()).containsExactly("ham");
        assertThat(observations()).isEqualTo(1);
    }

    @Test
    void restoresAllThatAGoldLabelSaidWhenADecisionFromAnotherRunIsTakenBack() {
        AnnotatedItem.Builder item = Annotations.routed(.9).setGoldLabel("ham");
        open(Annotations.event(projectId).addItems(item));
        String before = observed();
        // The model was less sure in the second run, and gave its labels in another order.
        open(Annotations.event(projectId)
                .addItems(item.setLabel("ham")
                        .clearScores()
                        .addScores(Annotations.score("ham", .6))
                        .addScores(Annotations.score("spam", .4))
                        .setConfidence(.6)));
        ReviewTask task = next("ann", 1).getFirst();
        assertThat(topShare(task)).isEqualTo(.6);

        decide("ann", task, "ham");
        assertThat(observed()).isNotEqualTo(before);
        undo("ann", task);
        assertThat(observed()).isEqualTo(before);
        decide("ann", task, "spam");
        undo("ann", task);
        assertThat(observed()).isEqualTo(before);
    }

    @Test
    void tellsTheGoldLabelThatADecisionCorrects() {
        open(Annotations.event(projectId)
                .addItems(Annotations.routed(.6).setGoldLabel("ham"))
                .addItems(Annotations.routed(.7)
                        .setGoldLabel("ham")
                        .setLabelTime(Timestamp.newBuilder().setSeconds(1_700_000_000)))
                .addItems(Annotations.routed(.8)));
        long now = Instant.now().getEpochSecond();
        List<ReviewDecided> told = next("ann", 3).stream()
                .map(each -> decide("ann", each, "spam"))
                .map(each -> events(each, 1).getFirst())
                .toList();

        assertThat(told).extracting(ReviewDecided::getGoldLabel).containsExactly("ham", "ham", "");
        assertThat(told.getFirst().getGoldTime().getSeconds()).isBetween(now - 60, now + 1);
        assertThat(told.get(1).getGoldTime().getSeconds()).isEqualTo(1_700_000_000);
        assertThat(told.getLast().hasGoldTime()).isFalse();
    }

    private String observed() {
        return database.first(
                        "select shares::text || top || ' ' || truth || label || gold_truth from observation where project_id = $1",
                        row -> row.getString(0),
                        projectId)
                .orElseThrow();
    }

    /** What the observed items' labels are taken to be; the scores of tasks here are spam's, then ham's. */
    private List<String> truths() {
        return database.list(
                "select truth from observation where project_id = $1",
                row -> row.getInteger(0) == 0 ? "spam" : "ham",
                projectId);
    }

    private int gold() {
        return database.first(
                        "select count(*)::int from observation where project_id = $1 and gold_truth is not null",
                        row -> row.getInteger(0),
                        projectId)
                .orElseThrow();
    }

    @Test
    void takesADecisionBackWithAHigherRevision() {
        open(.6);
        ReviewTask task = next("ann", 1).getFirst();
        decide("ann", task, "ham");

        ReviewTask undone = undo("ann", task);
        ReviewTask again = undo("ann", task);

        assertThat(undone.getState()).isEqualTo(ReviewTask.State.LEASED);
        assertThat(undone.getDecidedLabel()).isEmpty();
        assertThat(undone.getRevision()).isEqualTo(2);
        assertThat(again.getRevision()).isEqualTo(2);
        assertThat(observations()).isZero();
        assertThat(decide("ann", task, "spam").getRevision()).isEqualTo(3);
        List<ReviewDecided> told = events(task, 3);
        assertThat(told).extracting(ReviewDecided::getRevision).containsExactly(1, 2, 3);
        assertThat(told).extracting(ReviewDecided::getWithdrawn).containsExactly(false, true, false);
        assertThatThrownBy(() -> undo("ben", task)).hasMessageContaining("only what you did yourself is undone");
    }

    @Test
    void countsAndListsByState() {
        open(.5, .6, .7);
        decide("ann", next("ann", 1).getFirst(), "spam");
        next("ann", 1);

        ReviewStats stats = reviews.getReviewStats(GetReviewStatsRequest.newBuilder()
                .setProjectId(projectId.toString())
                .build());

        assertThat(stats.toBuilder().clearReviewers().build())
                .isEqualTo(ReviewStats.newBuilder()
                        .setOpen(1)
                        .setLeased(1)
                        .setDecided(1)
                        .setAccepted(1)
                        .build());
        assertThat(list(ReviewTask.State.DECIDED))
                .extracting(ReviewCalls::topShare)
                .containsExactly(.5);
        assertThat(list(ReviewTask.State.LEASED))
                .extracting(ReviewCalls::topShare)
                .containsExactly(.6);
        assertThat(list(ReviewTask.State.OPEN))
                .extracting(ReviewCalls::topShare)
                .containsExactly(.7);
        var page = reviews.listReviews(ListReviewsRequest.newBuilder()
                .setProjectId(projectId.toString())
                .setPageSize(2)
                .build());
        assertThat(page.getTasksCount()).isEqualTo(2);
        assertThat(reviews.listReviews(ListReviewsRequest.newBuilder()
                                .setProjectId(projectId.toString())
                                .setPageToken(page.getNextPageToken())
                                .build())
                        .getTasksCount())
                .isEqualTo(1);
    }

    @Test
    void refusesWhatBreaksARule() {
        open(.6);
        ReviewTask task = next("ann", 1).getFirst();

        assertThatThrownBy(() -> decide("ann", task, "eggs"))
                .hasMessageContaining("INVALID_ARGUMENT: label must be a label of the task's schema, got eggs");
        assertThatThrownBy(() -> reviews.decideReview(DecideReviewRequest.newBuilder()
                        .setTaskId(task.getId())
                        .setLabel("spam")
                        .setSeconds(-1)
                        .build()))
                .hasMessageContaining("seconds must be 0 or more");
        assertThatThrownBy(() -> reviews.skipReview(
                        SkipReviewRequest.newBuilder().setTaskId("x").build()))
                .hasMessageContaining("taskId must be an id");
        assertThatThrownBy(() -> reviews.undoReview(UndoReviewRequest.newBuilder()
                        .setTaskId(UUID.randomUUID().toString())
                        .build()))
                .hasMessageContaining("NOT_FOUND");
        assertThatThrownBy(() -> next("ann", NextReviewsRequest.newBuilder().setCount(21)))
                .hasMessageContaining("count must be 1 to 20, got 21");
        assertThatThrownBy(() -> next("ann", NextReviewsRequest.newBuilder().setRoute(Route.Value.AUTO_ACCEPT)))
                .hasMessageContaining("route must be HUMAN_REVIEW or EXPERT_REVIEW");
        assertThatThrownBy(() -> reviews.listReviews(
                        ListReviewsRequest.newBuilder().setPageSize(-1).build()))
                .hasMessageContaining("pageSize must be 1 to 500, got -1");
        assertThatThrownBy(() -> reviews.listReviews(
                        ListReviewsRequest.newBuilder().setStateValue(9).build()))
                .hasMessageContaining("state must be OPEN, LEASED or DECIDED");
    }

    @Test
    void hidesTasksFromAKeyOfAnotherProject() {
        open(.6);
        ReviewTask task = list(ReviewTask.State.OPEN).getFirst();
        var stranger = reviews.withInterceptors(Annotations.as("eve", UUID.randomUUID()));

        assertThat(stranger.nextReviews(NextReviewsRequest.getDefaultInstance()).getTasksList())
                .isEmpty();
        assertThat(stranger.listReviews(ListReviewsRequest.getDefaultInstance()).getTasksList())
                .isEmpty();
        assertThat(stranger.getReviewStats(GetReviewStatsRequest.getDefaultInstance())
                        .getOpen())
                .isZero();
        assertThatThrownBy(() -> stranger.decideReview(DecideReviewRequest.newBuilder()
                        .setTaskId(task.getId())
                        .setLabel("spam")
                        .build()))
                .hasMessageContaining("PERMISSION_DENIED");
        assertThatThrownBy(() -> stranger.nextReviews(NextReviewsRequest.newBuilder()
                        .setProjectId(projectId.toString())
                        .build()))
                .hasMessageContaining("PERMISSION_DENIED");
    }
}
