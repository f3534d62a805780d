package io.autolabeler.quality.review;

import static io.autolabeler.quality.Annotations.event;
import static io.autolabeler.quality.Annotations.routed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.autolabeler.common.v1.ItemError;
import io.autolabeler.common.v1.Route;
import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.labeling.v1.AnnotatedItem;
import io.autolabeler.labeling.v1.AnnotationsStored;
import io.autolabeler.platform.database.Database;
import io.autolabeler.quality.Annotations;
import io.autolabeler.quality.KafkaTopics;
import io.autolabeler.quality.v1.DecideReviewRequest;
import io.autolabeler.quality.v1.EscalateReviewRequest;
import io.autolabeler.quality.v1.GetReviewStatsRequest;
import io.autolabeler.quality.v1.ListReviewsRequest;
import io.autolabeler.quality.v1.NextReviewsRequest;
import io.autolabeler.quality.v1.NextReviewsResponse;
import io.autolabeler.quality.v1.ReviewDecided;
import io.autolabeler.quality.v1.ReviewServiceGrpc.ReviewServiceBlockingStub;
import io.autolabeler.quality.v1.ReviewStats;
import io.autolabeler.quality.v1.ReviewTask;
import io.autolabeler.quality.v1.SkipReviewRequest;
import io.autolabeler.quality.v1.UndoReviewRequest;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
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
class ReviewGrpcTest {
    @Inject
    @GrpcClient("self")
    ReviewServiceBlockingStub reviews;

    @Inject
    KafkaTopics topics;

    @Inject
    Database database;

    private final UUID projectId = UUID.randomUUID();
    private String datasetId = "";

    @Test
    void leasesTheMostUncertainFirstAndGivesTheReasons() {
        open(.8, .55, .7);

        List<ReviewTask> tasks = next("ann", 2);

        assertThat(tasks).extracting(ReviewTask::getConfidence).containsExactly(.55, .7);
        ReviewTask task = tasks.getFirst();
        assertThat(task.getState()).isEqualTo(ReviewTask.State.LEASED);
        assertThat(task.hasLeaseExpireTime()).isTrue();
        assertThat(task.getSuggestion()).isEqualTo("spam");
        assertThat(task.getLabelsList()).extracting(l -> l.getName()).containsExactly("spam", "ham");
        assertThat(task.getReasons(0).getText()).isEqualTo("win big");
        assertThat(task.getText()).isEqualTo("win a prize, call now");
    }

    @Test
    void givesAReviewerTheTasksAlreadyHeldAndOthersTheRest() {
        open(.5, .6, .7);

        List<ReviewTask> first = next("ann", 2);

        assertThat(next("ann", 2)).extracting(ReviewTask::getId).isEqualTo(ids(first));
        var others = next("ben", NextReviewsRequest.newBuilder().setCount(5));
        assertThat(others.getTasksList()).extracting(ReviewTask::getConfidence).containsExactly(.7);
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
                "update review_task set lease_expire_time = now() - interval '1 second' where id = $1",
                UUID.fromString(task.getId()));

        assertThat(list(ReviewTask.State.OPEN)).hasSize(1);
        assertThat(next("ben", 1)).extracting(ReviewTask::getId).containsExactly(task.getId());
        assertThatThrownBy(() -> decide("ann", task, "spam"))
                .hasMessageContaining("FAILED_PRECONDITION")
                .hasMessageContaining("another reviewer holds this task");
    }

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
        assertThatThrownBy(() -> undo("ben", task)).hasMessageContaining("only an own decision is undone");
    }

    @Test
    void putsASkippedTaskBehindTheOthersAndAwayFromItsReviewer() {
        open(.5, .6);
        ReviewTask skipped = next("ann", 1).getFirst();

        ReviewTask open = as("ann")
                .skipReview(SkipReviewRequest.newBuilder()
                        .setTaskId(skipped.getId())
                        .build());

        assertThat(open.getState()).isEqualTo(ReviewTask.State.OPEN);
        assertThat(next("ann", 5)).extracting(ReviewTask::getConfidence).containsExactly(.6);
        assertThat(next("ben", 5)).extracting(ReviewTask::getConfidence).containsExactly(.5);
    }

    @Test
    void handsAnEscalatedTaskToTheExperts() {
        open(.6);
        ReviewTask task = next("ann", 1).getFirst();

        ReviewTask escalated = as("ann")
                .escalateReview(EscalateReviewRequest.newBuilder()
                        .setTaskId(task.getId())
                        .build());

        assertThat(escalated.getRoute()).isEqualTo(Route.Value.EXPERT_REVIEW);
        assertThat(next("ann", 1)).isEmpty();
        var experts = next("eve", NextReviewsRequest.newBuilder().setRoute(Route.Value.EXPERT_REVIEW));
        assertThat(experts.getTasksList()).extracting(ReviewTask::getId).containsExactly(task.getId());
        assertThatThrownBy(() -> as("eve")
                        .escalateReview(EscalateReviewRequest.newBuilder()
                                .setTaskId(task.getId())
                                .build()))
                .hasMessageContaining("with the experts already");
    }

    @Test
    void countsAndListsByState() {
        open(.5, .6, .7);
        decide("ann", next("ann", 1).getFirst(), "spam");
        next("ann", 1);

        ReviewStats stats = reviews.getReviewStats(GetReviewStatsRequest.newBuilder()
                .setProjectId(projectId.toString())
                .build());

        assertThat(stats)
                .isEqualTo(ReviewStats.newBuilder()
                        .setOpen(1)
                        .setLeased(1)
                        .setDecided(1)
                        .setAccepted(1)
                        .build());
        assertThat(list(ReviewTask.State.DECIDED))
                .extracting(ReviewTask::getConfidence)
                .containsExactly(.5);
        assertThat(list(ReviewTask.State.LEASED))
                .extracting(ReviewTask::getConfidence)
                .containsExactly(.6);
        assertThat(list(ReviewTask.State.OPEN))
                .extracting(ReviewTask::getConfidence)
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
                .extracting(ReviewTask::getConfidence)
                .containsExactly(.7));
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

    /** Opens a task per confidence, in one run, and waits for them. */
    private AnnotationsStored open(double... confidences) {
        int before = list(ReviewTask.State.UNSPECIFIED).size();
        AnnotationsStored.Builder event = event(projectId);
        datasetId = event.getDatasetId();
        for (double confidence : confidences) {
            event.addItems(routed(confidence));
        }
        topics.send("labeling.annotations.v1", event.getRunId(), UUID.randomUUID(), event.build());
        await().untilAsserted(
                        () -> assertThat(list(ReviewTask.State.UNSPECIFIED)).hasSize(before + confidences.length));
        return event.build();
    }

    private List<ReviewTask> next(String reviewer, int count) {
        return next(reviewer, NextReviewsRequest.newBuilder().setCount(count)).getTasksList();
    }

    private NextReviewsResponse next(String reviewer, NextReviewsRequest.Builder request) {
        return as(reviewer)
                .nextReviews(request.setProjectId(projectId.toString()).build());
    }

    private ReviewServiceBlockingStub as(String reviewer) {
        return reviews.withInterceptors(Annotations.as(reviewer));
    }

    private ReviewTask decide(String reviewer, ReviewTask task, String label) {
        return as(reviewer)
                .decideReview(DecideReviewRequest.newBuilder()
                        .setTaskId(task.getId())
                        .setLabel(label)
                        .setSeconds(2.5)
                        .build());
    }

    private ReviewTask undo(String reviewer, ReviewTask task) {
        return as(reviewer)
                .undoReview(
                        UndoReviewRequest.newBuilder().setTaskId(task.getId()).build());
    }

    private List<ReviewTask> list(ReviewTask.State state) {
        return reviews.listReviews(ListReviewsRequest.newBuilder()
                        .setProjectId(projectId.toString())
                        .setState(state)
                        .setPageSize(500)
                        .build())
                .getTasksList();
    }

    private List<ReviewDecided> events(ReviewTask task, int count) {
        return await().until(
                        () -> topics.read("quality.reviews.v1", task.getItemId(), ReviewDecided.parser()),
                        found -> found.size() == count);
    }

    private int observations() {
        return database.first(
                        "select count(*)::int from observation where project_id = $1",
                        row -> row.getInteger(0),
                        projectId)
                .orElseThrow();
    }

    private static List<String> ids(List<ReviewTask> tasks) {
        return tasks.stream().map(ReviewTask::getId).toList();
    }
}
