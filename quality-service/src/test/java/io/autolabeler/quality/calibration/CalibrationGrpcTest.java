package io.autolabeler.quality.calibration;

import static io.autolabeler.quality.Annotations.ANNOTATOR;
import static io.autolabeler.quality.Annotations.assessedItem;
import static io.autolabeler.quality.Annotations.event;
import static io.autolabeler.quality.Annotations.item;
import static io.autolabeler.quality.Annotations.score;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.autolabeler.common.v1.Routing;
import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.devstack.testing.KafkaTopics;
import io.autolabeler.labeling.v1.AnnotationsStored;
import io.autolabeler.labeling.v1.TextsDeleted;
import io.autolabeler.platform.database.Database;
import io.autolabeler.quality.Annotations;
import io.autolabeler.quality.v1.AssessRequest;
import io.autolabeler.quality.v1.AssessServiceGrpc.AssessServiceBlockingStub;
import io.autolabeler.quality.v1.Assessment;
import io.autolabeler.quality.v1.Calibration;
import io.autolabeler.quality.v1.CalibrationFitted;
import io.autolabeler.quality.v1.CalibrationServiceGrpc.CalibrationServiceBlockingStub;
import io.autolabeler.quality.v1.ListCalibrationsRequest;
import io.autolabeler.quality.v1.WithdrawCalibrationRequest;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "quality"))
class CalibrationGrpcTest {
    @Inject
    @GrpcClient("self")
    CalibrationServiceBlockingStub calibrations;

    @Inject
    @GrpcClient("self")
    AssessServiceBlockingStub assess;

    private final KafkaTopics topics = KafkaTopics.configured();

    @Inject
    Database database;

    private final UUID projectId = UUID.randomUUID();

    @Test
    void calibratesAnOverconfidentAnnotatorOnceEnoughGoldLabelsAreThere() {
        assertThat(assessed(.95).getUncalibrated()).isTrue();

        storeGold(120);

        Calibration fitted =
                await().until(this::list, found -> found.size() == 1).getFirst();
        assertThat(fitted.getMethod()).isEqualTo("temperature");
        assertThat(fitted.getTemperature()).isGreaterThan(1.5);
        assertThat(fitted.getItemCount()).isEqualTo(120);
        assertThat(fitted.getEceAfter()).isLessThan(fitted.getEceBefore());
        assertThat(fitted.getLogLossAfter()).isLessThan(fitted.getLogLossBefore());
        assertThat(fitted.getAnnotator()).isEqualTo(ANNOTATOR);
        await().untilAsserted(() -> {
            Assessment now = assessed(.95);
            assertThat(now.getUncalibrated()).isFalse();
            assertThat(now.getConfidence()).isBetween(.6, .85);
        });
        await().untilAsserted(() -> assertThat(
                        topics.read("quality.calibrations.v1", projectId.toString(), CalibrationFitted.parser()))
                .containsExactly(
                        CalibrationFitted.newBuilder().setCalibration(fitted).build()));
    }

    @Test
    void goesBackToTheMapBeforeAWithdrawnOne() {
        storeGold(120);
        Calibration fitted =
                await().until(this::list, found -> found.size() == 1).getFirst();
        await().until(() -> !assessed(.95).getUncalibrated());
        var request = WithdrawCalibrationRequest.newBuilder()
                .setCalibrationId(fitted.getId())
                .build();

        assertThatThrownBy(() -> calibrations
                        .withInterceptors(Annotations.as("k", UUID.randomUUID()))
                        .withdrawCalibration(request))
                .hasMessageContaining("NOT_FOUND");
        Calibration withdrawn = calibrations.withdrawCalibration(request);

        assertThat(withdrawn.hasWithdrawTime()).isTrue();
        assertThat(calibrations.withdrawCalibration(request)).isEqualTo(withdrawn);
        assertThat(assessed(.95).getUncalibrated()).isTrue();
        assertThat(assessed(.95).getConfidence()).isEqualTo(.95);
        assertThat(list()).containsExactly(withdrawn);
    }

    @Test
    void saysThatNoMapIsBetterThanAnHonestConfidence() {
        AnnotationsStored.Builder event = event(projectId);
        for (int i = 0; i < 200; i++) {
            event.addItems(item(.9).setGoldLabel(i % 10 == 0 ? "ham" : "spam"));
        }
        topics.send("labeling.annotations.v1", event.getRunId(), UUID.randomUUID(), event.build());

        Calibration none = await().until(this::list, found -> found.size() == 1).getFirst();

        assertThat(none.getMethod()).isEqualTo("none");
        assertThat(none.getItemCount()).isEqualTo(200);
        assertThat(none.getEceAfter()).isEqualTo(none.getEceBefore()).isLessThan(.01);
        assertThat(assessed(.95).getUncalibrated()).isTrue();
    }

    @Test
    void appliesTheMapOfTheLabelThatWasChosen() {
        AnnotationsStored.Builder event = event(projectId);
        for (int i = 0; i < 300; i++) {
            double confidence = .9 + i % 9 / 100.0;
            event.addItems(item(confidence).setGoldLabel(i % 20 == 0 ? "ham" : "spam"));
            event.addItems(item(confidence)
                    .setLabel("ham")
                    .clearScores()
                    .addScores(score("ham", confidence))
                    .addScores(score("spam", 1 - confidence))
                    .setGoldLabel(i % 2 == 0 ? "ham" : "spam"));
        }
        topics.send("labeling.annotations.v1", event.getRunId(), UUID.randomUUID(), event.build());
        await().until(this::list, found -> found.size() == 1);

        await().untilAsserted(() -> {
            assertThat(assessed("spam", .95).getConfidence()).isGreaterThan(.85);
            assertThat(assessed("ham", .95).getConfidence()).isLessThan(.65);
        });
    }

    @Test
    void observesAnItemOncePerAnnotatorWhateverIsRedelivered() {
        AnnotationsStored event = storeGold(20);

        topics.send("labeling.annotations.v1", event.getRunId(), UUID.randomUUID(), event);
        topics.send(
                "labeling.annotations.v1",
                event.getRunId(),
                UUID.randomUUID(),
                event.toBuilder().setReassessed(true).build());
        storeGold(10);

        await().untilAsserted(() -> assertThat(observations()).isEqualTo(30));
        assertThat(list()).isEmpty();
    }

    @Test
    void forgetsADeletedDatasetAndItsLateEvents() {
        AnnotationsStored event = storeGold(20);
        AnnotationsStored kept = storeGold(10);

        topics.send(
                "labeling.deletions.v1",
                projectId.toString(),
                UUID.randomUUID(),
                TextsDeleted.newBuilder()
                        .setProjectId(projectId.toString())
                        .setDatasetId(event.getDatasetId())
                        .build());

        await().untilAsserted(() -> assertThat(observations()).isEqualTo(10));
        AnnotationsStored late = event.toBuilder()
                .clearItems()
                .addItems(item(.9).setGoldLabel("spam"))
                .build();
        topics.send("labeling.annotations.v1", event.getRunId(), UUID.randomUUID(), late);
        AnnotationsStored another = kept.toBuilder()
                .clearItems()
                .addItems(item(.9).setGoldLabel("spam"))
                .build();
        topics.send("labeling.annotations.v1", event.getRunId(), UUID.randomUUID(), another);
        await().untilAsserted(() -> assertThat(observations()).isEqualTo(11));
        assertThat(database.first(
                        "select observation_count from calibration_subject where project_id = $1",
                        row -> row.getInteger(0),
                        projectId))
                .contains(11);
    }

    @Test
    void forgetsADeletedProject() {
        storeGold(10);

        topics.send(
                "labeling.deletions.v1",
                projectId.toString(),
                UUID.randomUUID(),
                TextsDeleted.newBuilder().setProjectId(projectId.toString()).build());

        await().untilAsserted(() -> assertThat(observations()).isZero());
    }

    @Test
    void refusesWhatBreaksARule() {
        assertThatThrownBy(() -> calibrations.listCalibrations(
                        ListCalibrationsRequest.newBuilder().setPageSize(501).build()))
                .hasMessageContaining("pageSize must be 1 to 500, got 501");
        assertThatThrownBy(() -> calibrations.listCalibrations(
                        ListCalibrationsRequest.newBuilder().setProjectId("x").build()))
                .hasMessageContaining("projectId must be an id");
        assertThatThrownBy(() -> calibrations
                        .withInterceptors(Annotations.as("k", UUID.randomUUID()))
                        .listCalibrations(ListCalibrationsRequest.newBuilder()
                                .setProjectId(projectId.toString())
                                .build()))
                .hasMessageContaining("PERMISSION_DENIED");
    }

    /** Gold-labelled items of a model that is always sure and right in seven of ten. */
    private AnnotationsStored storeGold(int items) {
        int before = observations();
        AnnotationsStored.Builder event = event(projectId);
        for (int i = 0; i < items; i++) {
            event.addItems(item(.9 + i % 9 / 100.0).setGoldLabel(i % 10 < 7 ? "spam" : "ham"));
        }
        topics.send("labeling.annotations.v1", event.getRunId(), UUID.randomUUID(), event.build());
        await().untilAsserted(() -> assertThat(observations()).isEqualTo(before + items));
        return event.build();
    }

    private Assessment assessed(double confidence) {
        return assessed("spam", confidence);
    }

    private Assessment assessed(String label, double confidence) {
        return assess.assess(AssessRequest.newBuilder()
                        .setProjectId(projectId.toString())
                        .setAnnotator(ANNOTATOR)
                        .setRouting(Routing.newBuilder().setEnabled(true))
                        .addItems(assessedItem("a", confidence).toBuilder().setLabel(label))
                        .build())
                .getAssessments(0);
    }

    private List<Calibration> list() {
        return calibrations
                .listCalibrations(ListCalibrationsRequest.newBuilder()
                        .setProjectId(projectId.toString())
                        .build())
                .getCalibrationsList();
    }

    private int observations() {
        return database.first(
                        "select count(*)::int from observation where project_id = $1",
                        row -> row.getInteger(0),
                        projectId)
                .orElseThrow();
    }
}
