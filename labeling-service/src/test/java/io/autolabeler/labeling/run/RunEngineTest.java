package io.autolabeler.labeling.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.autolabeler.common.v1.ItemError;
import io.autolabeler.common.v1.Route;
import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.devstack.testing.KafkaTopics;
import io.autolabeler.labeling.v1.AnnotatedItem;
import io.autolabeler.labeling.v1.Annotation;
import io.autolabeler.labeling.v1.AnnotationsStored;
import io.autolabeler.labeling.v1.CancelRunRequest;
import io.autolabeler.labeling.v1.Dataset;
import io.autolabeler.labeling.v1.ExportFormat;
import io.autolabeler.labeling.v1.LabelRequest;
import io.autolabeler.labeling.v1.PauseRunRequest;
import io.autolabeler.labeling.v1.PlanRunRequest;
import io.autolabeler.labeling.v1.ReadExportRequest;
import io.autolabeler.labeling.v1.ResumeRunRequest;
import io.autolabeler.labeling.v1.RetryFailedRequest;
import io.autolabeler.labeling.v1.Run;
import io.autolabeler.platform.database.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@SuppressWarnings("NullAway.Init") // Injected.
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "labeling"))
class RunEngineTest extends RunCalls {
    private final KafkaTopics topics = KafkaTopics.configured();

    @Inject
    LabelChunk labelChunk;

    @Inject
    Database database;

    @Test
    void labelsEveryItemOnceByItsNeighbours() {
        Run run = completed(start(200));

        List<Annotation> annotations = annotations(run);
        assertThat(annotations).hasSize(200);
        assertThat(annotations)
                .allSatisfy(each ->
                        assertThat(each.getLabel()).isEqualTo(each.getText().startsWith("win") ? "spam" : "ham"));
        assertThat(run.getCounts().getDone()).isEqualTo(200);
        assertThat(run.getCounts().getAutoAccept() + run.getCounts().getHumanReview())
                .isEqualTo(200);
        assertThat(run.getAnnotator().getPromptVersion()).startsWith("neighbours:");
        assertThat(run.getNotesList()).anyMatch(each -> each.contains("spam has 1 example of 8"));
    }

    @Test
    void storesNothingTwiceWhenAChunkIsLabeledAgain() {
        Run run = completed(start(130));
        UUID id = UUID.fromString(run.getId());
        List<UUID> chunks = database.list("select id from chunk where run_id = $1", row -> row.getUUID(0), id);
        database.update("update chunk set state = 'QUEUED' where run_id = $1", id);
        database.update("update run set state = 'RUNNING' where id = $1", id);

        chunks.forEach(each -> labelChunk.label(id, each));

        assertThat(chunks).hasSize(3);
        assertThat(annotations(run)).hasSize(130);
        assertThat(find(run).getCounts()).isEqualTo(run.getCounts());
    }

    @Test
    void givesAnEmptyTextATypedError() {
        Run run = completed(start(dataset("text\nwin a prize\n\"\"\nsee you\n"), Run.newBuilder()));

        assertThat(run.getCounts().getFailed()).isEqualTo(1);
        assertThat(annotations(run).get(1).getError().getCode()).isEqualTo(ItemError.Code.INVALID_ITEM);
    }

    @Test
    void storesItemsDegradedWithoutQualityAndAssessesThemLater() {
        peers.qualityAway = true;
        Run run = completed(start(100));
        assertThat(run.getCounts().getDegraded()).isEqualTo(100);
        assertThat(run.getCounts().getAutoAccept()).isZero();

        peers.qualityAway = false;

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(find(run).getCounts().getDegraded()).isZero());
        var counts = find(run).getCounts();
        assertThat(counts.getAutoAccept() + counts.getHumanReview()).isEqualTo(100);
        assertThat(counts.getDone()).isEqualTo(100);
    }

    @Test
    void sendsTheTextsOfAuditedItemsAlongAndCountsThemAsAccepted() {
        peers.audits = true;

        Run run = completed(start(40));

        assertThat(run.getCounts().getAutoAccept()).isEqualTo(40);
        assertThat(told(run)).hasSize(40).allSatisfy(each -> {
            assertThat(each.getAudit()).isTrue();
            assertThat(each.getRoute()).isEqualTo(Route.Value.AUTO_ACCEPT);
            assertThat(each.getText()).isNotEmpty();
        });
    }

    @Test
    void keepsWhatRoutesRestOnAndTellsAuditsOnlyOnceTheyAreReviewed() {
        peers.audits = true;
        Run run = completed(start(10));

        assertThat(annotations(run)).hasSize(10).allSatisfy(each -> {
            assertThat(each.getCalibrationId()).isEqualTo(PeerServices.CALIBRATION);
            assertThat(each.getCertificateId()).isEqualTo(PeerServices.CERTIFICATE);
            assertThat(each.getAudit()).isFalse();
        });
        database.update("update annotation set final_label = label where run_id = $1", UUID.fromString(run.getId()));
        assertThat(annotations(run)).allMatch(Annotation::getAudit);
    }

    @Test
    void drawsAuditsOfDegradedItemsOnceTheyAreAssessed() {
        peers.qualityAway = true;
        Run run = completed(start(30));
        peers.audits = true;
        peers.qualityAway = false;
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(find(run).getCounts().getDegraded()).isZero());

        assertThat(told(run)).filteredOn(AnnotatedItem::getAudit).hasSize(30);
    }

    private List<AnnotatedItem> told(Run run) {
        return topics.read("labeling.annotations.v1", run.getId(), AnnotationsStored.parser()).stream()
                .flatMap(each -> each.getItemsList().stream())
                .toList();
    }

    @Test
    void waitsForRetrievalAndThenGoesOn() {
        peers.retrievalAway = true;
        Run run = start(64);
        await().during(Duration.ofSeconds(2))
                .atMost(SOON)
                .untilAsserted(() -> assertThat(find(run).getCounts().getDone()).isZero());

        peers.retrievalAway = false;

        assertThat(completed(run).getCounts().getDone()).isEqualTo(64);
    }

    @Test
    void pausesResumesAndCancels() {
        peers.retrievalAway = true;
        Run run = start(64);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(find(run).getState()).isEqualTo(Run.State.RUNNING));
        var pause = PauseRunRequest.newBuilder().setRunId(run.getId()).build();
        assertThat(runs.pauseRun(pause).getState()).isEqualTo(Run.State.PAUSED);
        assertThat(runs.pauseRun(pause).getState()).isEqualTo(Run.State.PAUSED);
        peers.retrievalAway = false;

        runs.resumeRun(ResumeRunRequest.newBuilder().setRunId(run.getId()).build());

        completed(run);
        assertThatThrownBy(() -> runs.cancelRun(
                        CancelRunRequest.newBuilder().setRunId(run.getId()).build()))
                .hasMessageContaining("is COMPLETED and cannot be cancelled");
    }

    @Test
    void retriesNothingOfACancelledRun() {
        peers.retrievalAway = true;
        Run run = start(64);
        runs.cancelRun(CancelRunRequest.newBuilder().setRunId(run.getId()).build());
        peers.retrievalAway = false;

        assertThatThrownBy(() -> runs.retryFailed(
                        RetryFailedRequest.newBuilder().setRunId(run.getId()).build()))
                .hasMessageContaining("is CANCELLED and cannot be retried");
        assertThat(find(run).getState()).isEqualTo(Run.State.CANCELLED);
    }

    @Test
    void exportsAllRowsInInputOrder() {
        Run run = completed(start(dataset("id,text,note\n7,win a prize,x\n8,see you,\"a, b\"\n"), Run.newBuilder()));

        String csv = runs.readExport(ReadExportRequest.newBuilder()
                        .setRunId(run.getId())
                        .setFormat(ExportFormat.Value.CSV)
                        .build())
                .getData()
                .toStringUtf8();

        List<String> lines = csv.lines().toList();
        assertThat(lines.get(0)).startsWith("id,text,note,label,confidence,raw_confidence,route,error_code,cost_usd");
        assertThat(lines.get(1)).startsWith("7,win a prize,x,spam,");
        assertThat(lines.get(2)).startsWith("8,see you,\"a, b\",ham,");
        assertThat(lines).hasSize(3);
    }

    @Test
    void plansWithoutStoringAnything() {
        Dataset dataset = dataset("text\nwin a prize\nsee you\n");
        Run wanted = Run.newBuilder()
                .setProjectId(dataset.getProjectId())
                .setDatasetId(dataset.getId())
                .build();

        var plan = runs.planRun(PlanRunRequest.newBuilder().setRun(wanted).build());

        assertThat(plan.getItemCount()).isEqualTo(2);
        assertThat(plan.getCost().getEstimated()).isZero();
        assertThat(database.list(
                        "select id from run where dataset_id = $1",
                        row -> row.getUUID(0),
                        UUID.fromString(dataset.getId())))
                .isEmpty();
    }

    @Test
    void saysThatTheCostOfAModelWithoutAPriceIsNotKnown() {
        Dataset dataset = dataset("text\nwin a prize\n");
        Run.Builder wanted =
                Run.newBuilder().setProjectId(dataset.getProjectId()).setDatasetId(dataset.getId());
        var plan = runs.planRun(
                PlanRunRequest.newBuilder().setRun(wanted.setModel("unpriced")).build());

        Run run = completed(start(dataset, Run.newBuilder().setModel("unpriced")));

        assertThat(plan.getCost().getUnpriced()).isTrue();
        assertThat(run.getCost().getUnpriced()).isTrue();
        assertThat(run.getCost().getActual()).isZero();
        assertThat(run.getCost().getInputTokens()).isPositive();
        assertThat(completed(start(dataset, Run.newBuilder().setModel("fake")))
                        .getCost()
                        .getUnpriced())
                .isFalse();
        assertThat(completed(start(dataset, Run.newBuilder())).getCost().getUnpriced())
                .isFalse();
    }

    @Test
    void labelsAFewTextsAtOnce() {
        Dataset dataset = dataset("text\nwin a prize\n");
        completed(start(dataset, Run.newBuilder()));

        var response = runs.label(LabelRequest.newBuilder()
                .setProjectId(dataset.getProjectId())
                .addTexts("see you at noon")
                .addTexts("win a car")
                .build());

        assertThat(response.getAnnotationsList())
                .extracting(Annotation::getLabel)
                .containsExactly("ham", "spam");
    }

    @Test
    void refusesAnUnknownModelByName() {
        Dataset dataset = dataset("text\nwin a prize\n");

        assertThatThrownBy(() -> start(dataset, Run.newBuilder().setModel("no-such-model")))
                .hasMessageContaining("INVALID_ARGUMENT")
                .hasMessageContaining("no-such-model");
    }
}
