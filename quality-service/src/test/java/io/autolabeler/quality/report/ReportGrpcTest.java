package io.autolabeler.quality.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.devstack.testing.KafkaTopics;
import io.autolabeler.labeling.v1.FileFormat;
import io.autolabeler.labeling.v1.TextsDeleted;
import io.autolabeler.platform.database.Database;
import io.autolabeler.quality.Annotations;
import io.autolabeler.quality.v1.ConsensusSettings;
import io.autolabeler.quality.v1.CreateReportRequest;
import io.autolabeler.quality.v1.DeleteReportRequest;
import io.autolabeler.quality.v1.GetReportRequest;
import io.autolabeler.quality.v1.ListReportsRequest;
import io.autolabeler.quality.v1.Report;
import io.autolabeler.quality.v1.ReportKind;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "quality"))
class ReportGrpcTest extends ReportCalls {
    private static final String VOTES = """
            item,worker,label
            a,1,yes
            a,2,yes
            a,3,no
            b,1,no
            b,2,no
            b,2,yes
            """;

    @Inject
    Database database;

    @Test
    void takesAFileInPiecesAndGivesResultAndRows() {
        String id = create(majority()).getId();
        assertThat(append(id, 0, VOTES.substring(0, 30), false).getState()).isEqualTo(Report.State.UPLOADING);
        append(id, 0, VOTES.substring(0, 30), false);
        append(id, 30, VOTES.substring(30), true);
        append(id, 30, VOTES.substring(30), true);

        Report report = ended(id);

        assertThat(report.getState()).isEqualTo(Report.State.DONE);
        assertThat(report.getProgress()).isEqualTo(1);
        assertThat(report.getInput().getRows()).isEqualTo(6);
        assertThat(report.getInput().getBytes()).isEqualTo(VOTES.length());
        assertThat(report.getConsensus().getItems()).isEqualTo(2);
        assertThat(report.getConsensus().getContradictingRepeats()).isEqualTo(1);
        assertThat(report.getConsensus().getByAnnotator(2).getAccuracy().getValue())
                .isLessThan(
                        report.getConsensus().getByAnnotator(0).getAccuracy().getValue());
        assertThat(output(report))
                .containsExactly(
                        "item,label,confidence,p_no,p_yes",
                        "a,yes,0.6666666666666666,0.3333333333333333,0.6666666666666666",
                        "b,no,1.0,1.0,0.0");
    }

    @Test
    void saysWhichColumnIsMissing() {
        Report report = judged(majority(), "thing,worker,label\na,1,x\n");

        assertThat(report.getState()).isEqualTo(Report.State.FAILED);
        assertThat(report.getError().getField()).isEqualTo("itemColumn");
        assertThat(report.getError().getMessage())
                .isEqualTo("itemColumn must be set: the file has no column item or task; its columns are thing, worker,"
                        + " label");
    }

    @Test
    void countsRowsThatItCannotUse() {
        Report report = judged(majority(), "item,annotator,label\na,1,x\na,2,\na\n");

        assertThat(report.getState()).isEqualTo(Report.State.DONE);
        assertThat(report.getConsensus().getAbstentions()).isEqualTo(1);
        assertThat(report.getInput().getRejectedRows()).isEqualTo(1);
        assertThat(report.getInput().getRejected(0).getReason())
                .isEqualTo("the row has 1 fields where the header has 3");
    }

    @Test
    void refusesSettingsAndStepsThatBreakARule() {
        assertThatThrownBy(() -> create(settings("magic")))
                .hasMessageContaining("method must be one of auto, majority");
        assertThatThrownBy(() -> create(Report.newBuilder())).hasMessageContaining("settings must be set");
        String id = create(majority()).getId();
        assertThatThrownBy(() -> append(id, 7, "x", false))
                .hasMessageContaining("goes on at offset 0, got a piece at 7");
        append(id, 0, VOTES, true);
        assertThatThrownBy(() -> append(id, VOTES.length(), "more", true)).hasMessageContaining("has its whole file");
        assertThatThrownBy(() -> output(create(majority()))).hasMessageContaining("no output to read");
    }

    @Test
    void showsAReportToItsCallerAndToNobodyBoundToAProject() {
        Report report = judged(majority(), VOTES);
        var stranger = reports.withInterceptors(Annotations.as("eve", UUID.randomUUID()));
        var request = GetReportRequest.newBuilder().setReportId(report.getId()).build();

        assertThatThrownBy(() -> stranger.getReport(request)).hasMessageContaining("NOT_FOUND");
        assertThat(stranger.listReports(ListReportsRequest.getDefaultInstance()).getReportsList())
                .isEmpty();
        assertThat(as("bob").getReport(request).getState()).isEqualTo(Report.State.DONE);
        assertThat(as("bob")
                        .listReports(ListReportsRequest.newBuilder()
                                .setKind(ReportKind.Value.CONSENSUS)
                                .setPageSize(1)
                                .build())
                        .getReportsCount())
                .isEqualTo(1);
    }

    @Test
    void listsReportsOfARunAndForgetsThemWithIt() {
        String run = UUID.randomUUID().toString();
        Report report = judged(majority().setRunId(run), VOTES);
        var ofRun = ListReportsRequest.newBuilder().setRunId(run).build();
        assertThat(report.getRunId()).isEqualTo(run);
        assertThat(as("ann").listReports(ofRun).getReportsList())
                .singleElement()
                .satisfies(each -> assertThat(each.getId()).isEqualTo(report.getId()));
        assertThatThrownBy(() -> create(majority().setRunId("nonsense"))).hasMessageContaining("report.runId");

        String project = UUID.randomUUID().toString();
        KafkaTopics.configured()
                .send(
                        "labeling.deletions.v1",
                        project,
                        UUID.randomUUID(),
                        TextsDeleted.newBuilder()
                                .setProjectId(project)
                                .addRunIds(run)
                                .build());

        await().untilAsserted(() ->
                assertThat(as("ann").listReports(ofRun).getReportsList()).isEmpty());
    }

    @Test
    void hidesARunsReportFromAKeyThatLostItsProject() {
        UUID project = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        String run = UUID.randomUUID().toString();
        Report report = reports.withInterceptors(Annotations.as("bea", project))
                .createReport(CreateReportRequest.newBuilder()
                        .setReport(majority().setRunId(run).setProjectId(project.toString()))
                        .setFormat(FileFormat.Value.CSV)
                        .build());
        var wanted = GetReportRequest.newBuilder().setReportId(report.getId()).build();
        var ofRun = ListReportsRequest.newBuilder().setRunId(run).build();

        var bound = reports.withInterceptors(Annotations.as("bea", project, other));
        assertThat(bound.getReport(wanted).getProjectId()).isEqualTo(project.toString());
        assertThat(bound.listReports(ofRun).getReportsCount()).isEqualTo(1);
        var narrowed = reports.withInterceptors(Annotations.as("bea", other));
        assertThatThrownBy(() -> narrowed.getReport(wanted)).hasMessageContaining("NOT_FOUND");
        assertThat(narrowed.listReports(ofRun).getReportsList()).isEmpty();
        assertThatThrownBy(() -> narrowed.createReport(CreateReportRequest.newBuilder()
                        .setReport(majority().setRunId(run).setProjectId(project.toString()))
                        .setFormat(FileFormat.Value.CSV)
                        .build()))
                .hasMessageContaining("PERMISSION_DENIED");
    }

    @Test
    void removesAReportWithItsFile() {
        Report report = judged(majority(), VOTES);

        as("ann")
                .deleteReport(DeleteReportRequest.newBuilder()
                        .setReportId(report.getId())
                        .build());

        assertThatThrownBy(() -> get(report.getId())).hasMessageContaining("NOT_FOUND");
        assertThat(count("report_input", report)).isZero();
        assertThat(count("report_output", report)).isZero();
    }

    @Test
    void beginsAReportAgainWhoseReplicaStopped() {
        Report report = judged(majority(), VOTES);
        database.update(
                "update report set state = 'RUNNING', result = null, lease_holder = $2, lease_expire_time = now()"
                        + " where id = $1",
                UUID.fromString(report.getId()),
                UUID.randomUUID());

        Report again = ended(report.getId());

        assertThat(again.getState()).isEqualTo(Report.State.DONE);
        assertThat(output(again)).hasSize(3);
        database.update(
                "update report set state = 'RUNNING', attempt_count = 3, lease_expire_time = now() where id = $1",
                UUID.fromString(report.getId()));
        assertThat(ended(report.getId()).getError().getMessage()).contains("stopped each time");
    }

    @Test
    void mixesMethodsAndSaysWhy() {
        StringBuilder file = new StringBuilder("task,annotator_id,label\n");
        for (int item = 0; item < 60; item++) {
            for (int annotator = 0; annotator < 4; annotator++) {
                String label = annotator == 3 || item % 7 == annotator ? "b" : "a";
                file.append(item)
                        .append(',')
                        .append(annotator)
                        .append(',')
                        .append(label)
                        .append('\n');
            }
        }

        Report report = judged(settings(""), file.toString());

        assertThat(report.getConsensus().getMethod()).isEqualTo("auto");
        assertThat(report.getConsensus().getReason()).endsWith(".");
        assertThat(report.getConsensus().getMixtureList().stream()
                        .mapToDouble(each -> each.getWeight())
                        .sum())
                .isEqualTo(1, within(1e-9));
        assertThat(output(report)).hasSize(61);
    }

    private int count(String table, Report report) {
        return database.first(
                        "select count(*)::int from " + table + " where report_id = $1",
                        row -> row.getInteger(0),
                        UUID.fromString(report.getId()))
                .orElseThrow();
    }

    private static Report.Builder majority() {
        return settings("majority");
    }

    private static Report.Builder settings(String method) {
        return Report.newBuilder()
                .setConsensusSettings(ConsensusSettings.newBuilder().setMethod(method));
    }
}
