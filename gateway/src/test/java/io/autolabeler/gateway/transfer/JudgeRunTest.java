package io.autolabeler.gateway.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.autolabeler.common.v1.Label;
import io.autolabeler.common.v1.LabelScore;
import io.autolabeler.common.v1.TaskKind;
import io.autolabeler.labeling.v1.Annotation;
import io.autolabeler.labeling.v1.FileFormat;
import io.autolabeler.labeling.v1.ListAnnotationsRequest;
import io.autolabeler.labeling.v1.ListAnnotationsResponse;
import io.autolabeler.labeling.v1.Project;
import io.autolabeler.labeling.v1.ProjectServiceGrpc;
import io.autolabeler.labeling.v1.Run;
import io.autolabeler.labeling.v1.RunServiceGrpc;
import io.autolabeler.platform.errors.ErrorStatus;
import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.quality.v1.CreateReportRequest;
import io.autolabeler.quality.v1.DeleteReportRequest;
import io.autolabeler.quality.v1.DeleteReportResponse;
import io.autolabeler.quality.v1.ReportServiceGrpc;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs to judge. */
@QuarkusTest
class JudgeRunTest extends JudgeCalls {
    @Test
    void judgesTheItemsOfARunPageByPage() {
        playRun(TaskKind.Value.CLASSIFICATION);

        judge("/label-errors?runId=" + ID).statusCode(202).header("Location", endsWith("/api/v1/reports/" + ID));

        CreateReportRequest created = created();
        assertThat(created.getFormat()).isEqualTo(FileFormat.Value.JSONL);
        assertThat(created.getReport().getRunId()).isEqualTo(ID);
        assertThat(created.getReport().getProjectId()).isEqualTo(ID);
        assertThat(services.calls(RunServiceGrpc.getListAnnotationsMethod())).allSatisfy(call -> {
            ListAnnotationsRequest asked = (ListAnnotationsRequest) call.request();
            assertThat(asked.getTextLimit()).isEqualTo(200);
            assertThat(asked.getPageSize()).isEqualTo(200);
        });
        assertThat(sent().lines())
                .containsExactly(
                        "{\"id\":\"1\",\"text\":\"a\",\"label\":\"y\",\"confidence\":0.9,\"p_x\":0.9,\"p_y\":0.1}",
                        "{\"id\":\"3\",\"text\":\"c\",\"label\":\"x\",\"confidence\":0.9,\"p_x\":0.9,\"p_y\":0.1}");
    }

    @Test
    void forgetsAReportWhoseRowsCannotAllBeRead() {
        playRun(TaskKind.Value.CLASSIFICATION);
        services.answer(
                ReportServiceGrpc.getDeleteReportMethod(), request -> DeleteReportResponse.getDefaultInstance());
        services.answer(RunServiceGrpc.getListAnnotationsMethod(), request -> {
            if (request.getPageToken().isEmpty()) {
                return ListAnnotationsResponse.newBuilder()
                        .addAnnotations(item("1", "a", "y", "review"))
                        .setNextPageToken("more")
                        .build();
            }
            throw ErrorStatus.of(ServiceException.notFound("run", ID));
        });

        judge("/evaluations?runId=" + ID).statusCode(404).body("detail", containsString("there is no run " + ID));

        DeleteReportRequest deleted = (DeleteReportRequest) services.calls(ReportServiceGrpc.getDeleteReportMethod())
                .getLast()
                .request();
        assertThat(deleted.getReportId()).isEqualTo(ID);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/calibrations|{\"label\":1,\"p0\":0.9,\"p1\":0.1}",
                "/evaluations|{\"id\":\"1\",\"label\":\"x\",\"gold\":\"y\",\"cost_usd\":0.5,\"truth_source\":\"review\",\"inclusion\":1.0,\"confidence\":0.9}",
                "/routing:optimize|{\"id\":\"1\",\"label\":\"x\",\"gold\":\"y\",\"cost_usd\":0.5,\"inclusion\":1.0,\"confidence\":0.9,\"p_x\":0.9,\"p_y\":0.1}"
            })
    void givesEachJudgementTheRowsThatItNeeds(String path, String row) {
        playRun(TaskKind.Value.CLASSIFICATION);

        judge(path + "?runId=" + ID).statusCode(202);

        assertThat(sent().lines()).first().isEqualTo(row);
    }

    @Test
    void saysWhyARunCannotBeJudged() {
        file("x\n")
                .post("/evaluations?runId=" + ID)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("runId"))
                .body("detail", containsString("must be left out where a file is sent"));
        judge("/evaluations?runId=nonsense")
                .statusCode(400)
                .body("detail", containsString("must be an id, got nonsense"));
        playRun(TaskKind.Value.MULTI_LABEL);
        judge("/evaluations?runId=" + ID)
                .statusCode(409)
                .body("detail", containsString("the run's items are of kind MULTI_LABEL"));
        playRun(TaskKind.Value.CLASSIFICATION);
        services.answer(
                RunServiceGrpc.getListAnnotationsMethod(), request -> ListAnnotationsResponse.getDefaultInstance());
        judge("/evaluations?runId=" + ID)
                .statusCode(409)
                .body("detail", containsString("no item of the run has a gold or reviewed label"));
        assertThat(services.calls(ReportServiceGrpc.getCreateReportMethod())).isEmpty();
    }

    /** Two pages: an item that was reviewed and one that was not, then one with a gold label. */
    private void playRun(TaskKind.Value kind) {
        services.answer(
                RunServiceGrpc.getGetRunMethod(),
                request -> Run.newBuilder().setId(ID).setProjectId(ID).build());
        services.answer(
                ProjectServiceGrpc.getGetProjectMethod(),
                request -> Project.newBuilder()
                        .setKind(kind)
                        .addLabels(Label.newBuilder().setName("x"))
                        .addLabels(Label.newBuilder().setName("y"))
                        .build());
        services.answer(
                RunServiceGrpc.getListAnnotationsMethod(),
                request -> request.getPageToken().isEmpty()
                        ? ListAnnotationsResponse.newBuilder()
                                .addAnnotations(item("1", "a", "y", "review"))
                                .addAnnotations(item("2", "b", "x", "model"))
                                .setNextPageToken("more")
                                .build()
                        : ListAnnotationsResponse.newBuilder()
                                .addAnnotations(item("3", "c", "x", "gold"))
                                .build());
    }

    private static Annotation item(String id, String text, String finalLabel, String source) {
        return Annotation.newBuilder()
                .setItemId(id)
                .setText(text)
                .setLabel("x")
                .setConfidence(.9)
                .setCostUsd(.5)
                .setFinalLabel(finalLabel)
                .setLabelSource(source)
                .addScores(LabelScore.newBuilder().setLabel("x").setScore(.9))
                .addScores(LabelScore.newBuilder().setLabel("y").setScore(.1))
                .build();
    }
}
