package io.autolabeler.labeling.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.autolabeler.common.v1.Route;
import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.devstack.testing.KafkaTopics;
import io.autolabeler.labeling.v1.Annotation;
import io.autolabeler.labeling.v1.AnnotationsStored;
import io.autolabeler.labeling.v1.Run;
import io.autolabeler.labeling.v1.SendToReviewRequest;
import io.autolabeler.labeling.v1.SendToReviewResponse;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "labeling"))
class SendToReviewTest extends RunCalls {
    private final KafkaTopics topics = KafkaTopics.configured();

    @Test
    void routesAcceptedItemsToReviewersOnce() {
        Run run = completed(start(10));
        List<String> doubted = items(run).subList(2, 5);

        SendToReviewResponse sent = send(run, doubted);
        SendToReviewResponse again = send(run, items(run).subList(4, 6));

        assertThat(sent.getSent()).isEqualTo(3);
        assertThat(sent.getAlreadyWithPeople()).isZero();
        assertThat(again.getSent()).isEqualTo(1);
        assertThat(again.getAlreadyWithPeople()).isEqualTo(1);
        assertThat(find(run).getCounts().getAutoAccept()).isEqualTo(6);
        assertThat(find(run).getCounts().getHumanReview()).isEqualTo(4);
        assertThat(find(run).getCounts().getDone()).isEqualTo(10);
        assertThat(annotations(run))
                .filteredOn(each -> each.getRoute() == Route.Value.HUMAN_REVIEW)
                .hasSize(4);
    }

    @Test
    void tellsWhatTheItemsWereBeforeWithTheirTexts() {
        Run run = completed(start(4));
        Annotation doubted = annotations(run).getFirst();

        send(run, List.of(doubted.getItemId()));

        AnnotationsStored told = await().atMost(SOON)
                .until(
                        () -> topics.read("labeling.annotations.v1", run.getId(), AnnotationsStored.parser()).stream()
                                .filter(AnnotationsStored::getReassessed)
                                .toList(),
                        found -> !found.isEmpty())
                .getFirst();
        assertThat(told.getAnnotator()).isEqualTo(run.getAnnotator());
        assertThat(told.getItemsList()).singleElement().satisfies(each -> {
            assertThat(each.getRoute()).isEqualTo(Route.Value.HUMAN_REVIEW);
            assertThat(each.getPreviousRoute()).isEqualTo(Route.Value.AUTO_ACCEPT);
            assertThat(each.getText()).isEqualTo(doubted.getText());
            assertThat(each.getBlind()).isTrue();
            assertThat(each.getScoresList()).isEqualTo(doubted.getScoresList());
            assertThat(each.getConfidence()).isEqualTo(doubted.getConfidence());
            assertThat(each.getPreviousRouteTime().getSeconds())
                    .isBetween(run.getStartTime().getSeconds(), run.getEndTime().getSeconds() + 1);
            assertThat(each.getLabelTime().getSeconds())
                    .isBetween(run.getStartTime().getSeconds(), run.getEndTime().getSeconds() + 1);
        });
    }

    @Test
    void sendsAllOrNone() {
        Run run = completed(start(3));
        Run other = completed(start(3));
        List<String> mixed = List.of(items(run).getFirst(), items(other).getFirst());

        assertThatThrownBy(() -> send(run, mixed))
                .hasMessageContaining("itemIds must be items of the run that are labeled, got " + mixed.getLast());
        assertThatThrownBy(() -> send(run, List.of(items(run).getFirst(), "nonsense")))
                .hasMessageContaining("itemIds must be an id, got nonsense");
        assertThatThrownBy(() -> send(run, List.of())).hasMessageContaining("itemIds must be 1 to 500 items, got 0");
        assertThatThrownBy(() ->
                        send(run, Collections.nCopies(501, UUID.randomUUID().toString())))
                .hasMessageContaining("itemIds must be 1 to 500 items, got 501");
        assertThat(find(run).getCounts()).isEqualTo(run.getCounts());
    }

    @Test
    void skipsItemsThatFailedOrAreNotAssessed() {
        Run failed = completed(start(dataset("text\nwin a prize\n\"\"\n"), Run.newBuilder()));
        peers.qualityAway = true;
        Run degraded = completed(start(2));

        SendToReviewResponse oneFailed = send(failed, items(failed));
        SendToReviewResponse allDegraded = send(degraded, items(degraded));

        assertThat(oneFailed.getSent()).isEqualTo(1);
        assertThat(oneFailed.getSkipped()).isEqualTo(1);
        assertThat(allDegraded.getSent()).isZero();
        assertThat(allDegraded.getSkipped()).isEqualTo(2);
    }

    private SendToReviewResponse send(Run run, List<String> items) {
        return runs.sendToReview(SendToReviewRequest.newBuilder()
                .setRunId(run.getId())
                .addAllItemIds(items)
                .build());
    }

    private List<String> items(Run run) {
        return annotations(run).stream().map(Annotation::getItemId).toList();
    }
}
