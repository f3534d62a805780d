package io.autolabeler.quality.review;

import static io.autolabeler.quality.Annotations.event;
import static io.autolabeler.quality.Annotations.routed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autolabeler.common.v1.AnnotationValue;
import io.autolabeler.devstack.testing.KafkaTopics;
import io.autolabeler.labeling.v1.AnnotationsStored;
import io.autolabeler.platform.database.Database;
import io.autolabeler.quality.Annotations;
import io.autolabeler.quality.v1.DecideReviewRequest;
import io.autolabeler.quality.v1.EscalateReviewRequest;
import io.autolabeler.quality.v1.ListReviewsRequest;
import io.autolabeler.quality.v1.NextReviewsRequest;
import io.autolabeler.quality.v1.NextReviewsResponse;
import io.autolabeler.quality.v1.ReviewDecided;
import io.autolabeler.quality.v1.ReviewServiceGrpc.ReviewServiceBlockingStub;
import io.autolabeler.quality.v1.ReviewTask;
import io.autolabeler.quality.v1.SkipReviewRequest;
import io.autolabeler.quality.v1.UndoReviewRequest;
import io.quarkus.grpc.GrpcClient;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** Review tasks of a fresh project, called over gRPC. */
abstract class ReviewCalls {
    @Inject
    @GrpcClient("self")
    ReviewServiceBlockingStub reviews;

    final KafkaTopics topics = KafkaTopics.configured();

    @Inject
    Database database;

    final UUID projectId = UUID.randomUUID();
    String datasetId = "";

    /** Opens a task per confidence, in one run, and waits for them. */
    AnnotationsStored open(double... confidences) {
        AnnotationsStored.Builder event = event(projectId);
        for (double confidence : confidences) {
            event.addItems(routed(confidence));
        }
        return open(event);
    }

    /** Opens a task per item, all of which go to people, and waits for them. */
    AnnotationsStored open(AnnotationsStored.Builder event) {
        int before = list(ReviewTask.State.UNSPECIFIED).size();
        datasetId = event.getDatasetId();
        topics.send("labeling.annotations.v1", event.getRunId(), UUID.randomUUID(), event.build());
        await().untilAsserted(
                        () -> assertThat(list(ReviewTask.State.UNSPECIFIED)).hasSize(before + event.getItemsCount()));
        return event.build();
    }

    List<ReviewTask> next(String reviewer, int count) {
        return next(reviewer, NextReviewsRequest.newBuilder().setCount(count)).getTasksList();
    }

    NextReviewsResponse next(String reviewer, NextReviewsRequest.Builder request) {
        return as(reviewer)
                .nextReviews(request.setProjectId(projectId.toString()).build());
    }

    ReviewServiceBlockingStub as(String reviewer) {
        return reviews.withInterceptors(Annotations.as(reviewer));
    }

    ReviewTask decide(String reviewer, ReviewTask task, String label) {
        return as(reviewer)
                .decideReview(DecideReviewRequest.newBuilder()
                        .setTaskId(task.getId())
                        .setLabel(label)
                        .setSeconds(2.5)
                        .build());
    }

    ReviewTask decide(String reviewer, ReviewTask task, AnnotationValue value) {
        return as(reviewer)
                .decideReview(DecideReviewRequest.newBuilder()
                        .setTaskId(task.getId())
                        .setValue(value)
                        .build());
    }

    ReviewTask undo(String reviewer, ReviewTask task) {
        return as(reviewer)
                .undoReview(
                        UndoReviewRequest.newBuilder().setTaskId(task.getId()).build());
    }

    List<ReviewTask> list(ReviewTask.State state) {
        return reviews.listReviews(ListReviewsRequest.newBuilder()
                        .setProjectId(projectId.toString())
                        .setState(state)
                        .setPageSize(500)
                        .build())
                .getTasksList();
    }

    ReviewTask skip(String reviewer, ReviewTask task) {
        return as(reviewer)
                .skipReview(
                        SkipReviewRequest.newBuilder().setTaskId(task.getId()).build());
    }

    ReviewTask escalate(String reviewer, ReviewTask task) {
        return as(reviewer)
                .escalateReview(EscalateReviewRequest.newBuilder()
                        .setTaskId(task.getId())
                        .build());
    }

    List<ReviewDecided> events(ReviewTask task, int count) {
        return await().until(
                        () -> topics.read("quality.reviews.v1", task.getItemId(), ReviewDecided.parser()),
                        found -> found.size() == count);
    }

    int observations() {
        return database.first(
                        "select count(*)::int from observation where project_id = $1",
                        row -> row.getInteger(0),
                        projectId)
                .orElseThrow();
    }

    /** The model's share of its own label, as it is shown. */
    static double topShare(ReviewTask task) {
        return task.getScores(0).getScore();
    }

    /** The model's share of the label that it suggests, the largest or not. */
    static double shareOfSuggestion(ReviewTask task) {
        return task.getScoresList().stream()
                .filter(each -> each.getLabel().equals(task.getSuggestion()))
                .findFirst()
                .orElseThrow()
                .getScore();
    }

    static List<String> ids(List<ReviewTask> tasks) {
        return tasks.stream().map(ReviewTask::getId).toList();
    }
}
