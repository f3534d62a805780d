package io.autolabeler.labeling.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Timestamp;
import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.devstack.testing.KafkaTopics;
import io.autolabeler.labeling.v1.AnnotatedItem;
import io.autolabeler.labeling.v1.Annotation;
import io.autolabeler.labeling.v1.AnnotationsStored;
import io.autolabeler.labeling.v1.Dataset;
import io.autolabeler.labeling.v1.Run;
import io.autolabeler.labeling.v1.SendToReviewRequest;
import io.autolabeler.labeling.v1.StartRunRequest;
import io.autolabeler.quality.v1.ReviewDecided;
import io.autolabeler.retrieval.v1.Example;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "labeling"))
class CorrectedGoldTest extends RunCalls {
    private static final String CSV = "text,label\nwin a prize,ham\nsee you,ham\n";

    private final KafkaTopics topics = KafkaTopics.configured();

    @Test
    void tellsLaterRunsOfTheLabelThatPeopleCorrected() {
        Dataset dataset = gold();
        Run before = completed(start(dataset, Run.newBuilder()));
        review(before, "spam");

        Run after = completed(start(dataset, Run.newBuilder()));

        assertTold(before, false, "ham", "ham");
        assertTold(after, false, "spam", "ham");
        Annotation item = annotations(after).getFirst();
        assertThat(item.getGoldLabel()).isEqualTo("ham");
        assertThat(item.getFinalLabel()).isEqualTo("spam");
        assertThat(item.getLabelSource()).isEqualTo("gold");
    }

    @Test
    void tellsTheUploadedLabelAgainOnceTheCorrectionIsTakenBack() {
        Dataset dataset = gold();
        Run before = completed(start(dataset, Run.newBuilder()));
        review(before, "spam");
        decide(decision(before, 2).setWithdrawn(true));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(annotations(before).getFirst().getLabelSource())
                        .isEqualTo("gold"));

        assertTold(completed(start(dataset, Run.newBuilder())), false, "ham", "ham");
    }

    @Test
    void letsTheNewestReviewOfSeveralRunsCorrect() {
        Dataset dataset = gold();
        Run first = completed(start(dataset, Run.newBuilder()));
        Run second = completed(start(dataset, Run.newBuilder()));
        review(second, "spam");
        review(first, "ham");

        assertTold(completed(start(dataset, Run.newBuilder())), false, "ham", "ham");
    }

    @Test
    void repeatsOfAnItemWhatItsRunTold() {
        Dataset dataset = gold();
        Run run = completed(start(dataset, Run.newBuilder()));
        review(completed(start(dataset, Run.newBuilder())), "spam");

        runs.sendToReview(SendToReviewRequest.newBuilder()
                .setRunId(run.getId())
                .addItemIds(item(run))
                .build());

        assertTold(run, true, "ham");
    }

    @Test
    void makesExamplesOfCorrectedLabels() {
        Dataset dataset = gold();
        review(completed(start(dataset, Run.newBuilder())), "spam");

        completed(runs.startRun(StartRunRequest.newBuilder()
                .setRun(Run.newBuilder()
                        .setProjectId(dataset.getProjectId())
                        .setDatasetId(dataset.getId())
                        .setExamplesDatasetId(dataset.getId()))
                .build()));

        assertThat(peers.examples(dataset.getProjectId()))
                .extracting(Example::getLabel)
                .containsExactly("spam", "ham");
    }

    private Dataset gold() {
        String project = dataset("text\nunused\n").getProjectId();
        return imported(
                Dataset.newBuilder().setProjectId(project).setTextColumn("text").setLabelColumn("label"), CSV);
    }

    private String item(Run run) {
        return annotations(run).getFirst().getItemId();
    }

    private void review(Run run, String label) {
        decide(decision(run, 1).setLabel(label));
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(annotations(run).getFirst().getFinalLabel()).isEqualTo(label);
            assertThat(annotations(run).getFirst().getLabelSource()).isEqualTo("review");
        });
    }

    private void decide(ReviewDecided.Builder decision) {
        topics.send("quality.reviews.v1", decision.getItemId(), UUID.randomUUID(), decision.build());
    }

    private ReviewDecided.Builder decision(Run run, int revision) {
        Instant now = Instant.now();
        return ReviewDecided.newBuilder()
                .setRunId(run.getId())
                .setItemId(item(run))
                .setRevision(revision)
                .setTime(Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()));
    }

    private void assertTold(Run run, boolean again, String... gold) {
        await().atMost(SOON).untilAsserted(() -> assertThat(told(run, again)).containsExactly(gold));
    }

    private List<String> told(Run run, boolean again) {
        return topics.read("labeling.annotations.v1", run.getId(), AnnotationsStored.parser()).stream()
                .filter(each -> each.getReassessed() == again)
                .flatMap(each -> each.getItemsList().stream())
                .map(AnnotatedItem::getGoldLabel)
                .toList();
    }
}
