package io.autolabeler.monitoring.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.Timestamp;
import io.autolabeler.common.v1.Route;
import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.labeling.v1.AnnotatedItem;
import io.autolabeler.labeling.v1.AnnotationsStored;
import io.autolabeler.labeling.v1.ModelCall;
import io.autolabeler.monitoring.MonitoringStack;
import io.autolabeler.monitoring.v1.RunSummary;
import io.autolabeler.quality.v1.ReviewDecided;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "monitoring"))
@QuarkusTestResource(MonitoringStack.class)
class CountingTest extends MetricCalls {
    @Test
    void countsAnEventOnceWhateverIsRedelivered() {
        AnnotationsStored event = event(good(.9, "spam", "spam"), good(.7, "ham", "spam"), failed());
        UUID id = UUID.randomUUID();

        send(id, event);
        send(id, event);
        send(UUID.randomUUID(), event(good(.5, "ham", "ham")));

        soon().untilAsserted(() -> assertThat(summary().getItems()).isEqualTo(4));
        RunSummary summary = summary();
        assertThat(summary.getFailed()).isEqualTo(1);
        assertThat(summary.getGoldItems()).isEqualTo(3);
        assertThat(summary.getGoldAccuracy()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(summary.getMeanConfidence()).isCloseTo(.7, within(1e-12));
        assertThat(summary.getLabelsList()).containsExactly(count("ham", 2), count("spam", 1));
        assertThat(summary.getRoutesList()).containsExactly(count("AUTO_ACCEPT", 3));
        assertThat(summary.getErrorsList()).containsExactly(count("TIMEOUT", 1));
        assertThat(summary.getInputTokens()).isEqualTo(20);
        assertThat(query("confidence").getPointsList()).allSatisfy(point -> {
            assertThat(point.getDimension()).isEqualTo("embedded");
            assertThat(point.getMin()).isGreaterThanOrEqualTo(.5);
        });
    }

    @Test
    void keepsSumsOfMoneyExact() {
        AnnotationsStored.Builder event = AnnotationsStored.newBuilder()
                .setRunId(runId.toString())
                .setProjectId(projectId.toString())
                .setAnnotator(EMBEDDED);
        IntStream.range(0, 64)
                .forEach(
                        i -> event.addCalls(ModelCall.newBuilder().setModel("m").setCostPicoUsd(100_000_000_001L)));
        for (int i = 0; i < 20; i++) {
            send(UUID.randomUUID(), event.build());
        }

        BigDecimal exact = BigDecimal.valueOf(100_000_000_001L, 12).multiply(BigDecimal.valueOf(64 * 20));
        soon().untilAsserted(() -> assertThat(storedCost()).isEqualByComparingTo(exact));
        assertThat(summary().getCostUsd()).isEqualTo(exact.doubleValue());
    }

    @Test
    void countsAnItemThatWasRetriedOnce() {
        AnnotatedItem failed = failed();
        send(UUID.randomUUID(), event(failed, good(.9, "spam", "")));
        soon().untilAsserted(() -> assertThat(summary().getFailed()).isEqualTo(1));

        send(
                UUID.randomUUID(),
                event(good(.8, "ham", "").toBuilder()
                        .setItemId(failed.getItemId())
                        .build()));

        soon().untilAsserted(() -> assertThat(summary().getFailed()).isZero());
        assertThat(summary().getItems()).isEqualTo(2);
        assertThat(summary().getErrorsList()).isEmpty();
        assertThat(sum("items")).isEqualTo(3);
    }

    @Test
    void countsAnItemThatWasSentToReviewUnderItsNewRouteAlone() {
        AnnotatedItem doubted = good(.9, "spam", "ham");
        send(UUID.randomUUID(), event(doubted, good(.7, "ham", "ham")));
        soon().untilAsserted(() -> assertThat(summary().getItems()).isEqualTo(2));

        AnnotatedItem again = doubted.toBuilder()
                .setRoute(Route.Value.HUMAN_REVIEW)
                .setPreviousRoute(Route.Value.AUTO_ACCEPT)
                .build();
        send(
                UUID.randomUUID(),
                event(again).toBuilder().clearCalls().setReassessed(true).build());

        soon().untilAsserted(() -> assertThat(summary().getRoutesList())
                .containsExactlyInAnyOrder(count("AUTO_ACCEPT", 1), count("HUMAN_REVIEW", 1)));
        assertThat(summary().getItems()).isEqualTo(2);
        assertThat(summary().getMeanConfidence()).isCloseTo(.8, within(1e-12));
    }

    @Test
    void takesARouteBackOnTheDayItWasCounted() {
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        AnnotatedItem doubted = good(.9, "spam", "ham");
        topics.send("labeling.annotations.v1", runId.toString(), UUID.randomUUID(), event(doubted), yesterday);
        soon().untilAsserted(() -> assertThat(summary().getItems()).isEqualTo(1));

        send(UUID.randomUUID(), rerouted(doubted, yesterday));

        soon().untilAsserted(() -> assertThat(summary().getRoutesList()).containsExactly(count("HUMAN_REVIEW", 1)));
        assertThat(query("routes").getPointsList()).singleElement().satisfies(point -> {
            assertThat(point.getDimension()).isEqualTo("HUMAN_REVIEW");
            assertThat(point.getSum()).isEqualTo(1);
        });
        assertThat(storedCounts("routes")).containsExactlyInAnyOrder(0L, 1L);
    }

    @Test
    void leavesARouteAloneThatIsKeptNoMoreWhenItIsReplaced() {
        send(UUID.randomUUID(), rerouted(good(.9, "spam", "ham"), Instant.EPOCH));

        soon().untilAsserted(() -> assertThat(summary().getRoutesList()).containsExactly(count("HUMAN_REVIEW", 1)));
        assertThat(storedCounts("routes")).containsExactly(1L);
    }

    @Test
    void countsAReviewedGoldItemOnceByWhatTheReviewerSaid() {
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        AnnotatedItem wrongGold = good(.9, "spam", "ham");
        AnnotationsStored stored = event(wrongGold, good(.8, "ham", "ham"));
        topics.send("labeling.annotations.v1", runId.toString(), UUID.randomUUID(), stored, yesterday);
        soon().untilAsserted(() -> assertThat(summary().getGoldAccuracy()).isEqualTo(.5));
        ReviewDecided review = ReviewDecided.newBuilder()
                .setTaskId(UUID.randomUUID().toString())
                .setProjectId(projectId.toString())
                .setRunId(runId.toString())
                .setItemId(wrongGold.getItemId())
                .setLabel("spam")
                .setSuggestion("spam")
                .setGoldLabel("ham")
                .setGoldTime(Timestamp.newBuilder().setSeconds(yesterday.getEpochSecond()))
                .setAnnotator(EMBEDDED)
                .setRevision(1)
                .build();

        review(review);

        soon().untilAsserted(() -> assertThat(summary().getGoldAccuracy()).isEqualTo(1));
        assertThat(summary().getGoldItems()).isEqualTo(2);
        assertThat(overview(7).getAccuracy().getValue()).isEqualTo(1);
        assertThat(overview(7).getAccuracy().getCount()).isEqualTo(2);
        assertThat(query("review_accuracy").getPointsList()).isEmpty();
        assertThat(sum("reviews")).isEqualTo(1);

        review(review.toBuilder().setRevision(2).clearLabel().setWithdrawn(true).build());
        soon().untilAsserted(() -> assertThat(summary().getGoldAccuracy()).isEqualTo(.5));
        review(review.toBuilder().setRevision(3).setLabel("offer").build());
        soon().untilAsserted(() -> assertThat(sum("reviews")).isEqualTo(1));
        assertThat(summary().getGoldAccuracy()).isEqualTo(.5);
        assertThat(overview(7).getAccuracy().getCount()).isEqualTo(2);
    }

    private AnnotationsStored rerouted(AnnotatedItem item, Instant before) {
        AnnotatedItem again = item.toBuilder()
                .setRoute(Route.Value.HUMAN_REVIEW)
                .setPreviousRoute(Route.Value.AUTO_ACCEPT)
                .setPreviousRouteTime(Timestamp.newBuilder().setSeconds(before.getEpochSecond()))
                .build();
        return event(again).toBuilder().clearCalls().setReassessed(true).build();
    }

    private List<Long> storedCounts(String metric) {
        return database.list(
                "select count from metric_point where metric = $1 and run_id = $2",
                row -> row.getLong(0),
                metric,
                runId);
    }

    @Test
    void countsADegradedItemOnceAndItsRouteWhenItIsAssessed() {
        AnnotatedItem degraded = good(.9, "spam", "spam").toBuilder()
                .setDegraded(true)
                .clearRoute()
                .clearConfidence()
                .build();
        send(UUID.randomUUID(), event(degraded));
        soon().untilAsserted(() -> assertThat(summary().getItems()).isEqualTo(1));
        assertThat(summary().getRoutesList()).isEmpty();
        assertThat(summary().hasMeanConfidence()).isFalse();

        send(
                UUID.randomUUID(),
                event(degraded.toBuilder()
                                .setDegraded(false)
                                .setConfidence(.6)
                                .setRoute(Route.Value.HUMAN_REVIEW)
                                .build())
                        .toBuilder()
                        .setReassessed(true)
                        .clearCalls()
                        .build());

        soon().untilAsserted(() -> assertThat(summary().getRoutesList()).containsExactly(count("HUMAN_REVIEW", 1)));
        assertThat(summary().getItems()).isEqualTo(1);
        assertThat(summary().getGoldItems()).isEqualTo(1);
        assertThat(summary().getMeanConfidence()).isEqualTo(.6);
        assertThat(sum("degraded_items")).isEqualTo(1);
    }

    @Test
    void countsNoLabelAndNoAccuracyWhereNoModelSuggestedOne() {
        AnnotatedItem left = AnnotatedItem.newBuilder()
                .setItemId(UUID.randomUUID().toString())
                .setGoldLabel("spam")
                .setRoute(Route.Value.HUMAN_REVIEW)
                .build();
        send(UUID.randomUUID(), event(left));
        ReviewDecided review = ReviewDecided.newBuilder()
                .setTaskId(UUID.randomUUID().toString())
                .setProjectId(projectId.toString())
                .setRunId(runId.toString())
                .setItemId(left.getItemId())
                .setLabel("spam")
                .setAnnotator(EMBEDDED)
                .setRevision(1)
                .build();
        review(review);
        review(review.toBuilder().setRevision(2).clearLabel().setWithdrawn(true).build());
        review(review.toBuilder().setRevision(3).build());

        soon().untilAsserted(() -> assertThat(query("reviews").getPointsList())
                .singleElement()
                .satisfies(point -> assertThat(point.getSum()).isEqualTo(1)));
        soon().untilAsserted(() -> assertThat(summary().getItems()).isEqualTo(1));
        assertThat(summary().getRoutesList()).containsExactly(count("HUMAN_REVIEW", 1));
        assertThat(summary().getLabelsList()).isEmpty();
        assertThat(summary().getGoldItems()).isZero();
        assertThat(query("review_accuracy").getPointsList()).isEmpty();
    }

    @Test
    void countsTheNewestRevisionOfAReviewInWhateverOrder() {
        ReviewDecided first = ReviewDecided.newBuilder()
                .setTaskId(UUID.randomUUID().toString())
                .setProjectId(projectId.toString())
                .setRunId(runId.toString())
                .setItemId(UUID.randomUUID().toString())
                .setLabel("spam")
                .setSuggestion("spam")
                .setAnnotator(EMBEDDED)
                .setRevision(1)
                .build();
        review(first);
        soon().untilAsserted(() -> assertThat(sum("review_accuracy")).isEqualTo(1));

        review(first.toBuilder().setRevision(3).setLabel("ham").build());
        soon().untilAsserted(() -> assertThat(sum("review_accuracy")).isZero());
        review(first.toBuilder().setRevision(2).clearLabel().setWithdrawn(true).build());
        review(first.toBuilder().setTaskId(UUID.randomUUID().toString()).build());

        soon().untilAsserted(() -> assertThat(sum("reviews")).isEqualTo(2));
        assertThat(sum("review_accuracy")).isEqualTo(1);
        review(first.toBuilder().setRevision(4).clearLabel().setWithdrawn(true).build());
        soon().untilAsserted(() -> assertThat(sum("reviews")).isEqualTo(1));
        assertThat(overview(7).getAccuracy().getValue()).isEqualTo(1);
    }
}
