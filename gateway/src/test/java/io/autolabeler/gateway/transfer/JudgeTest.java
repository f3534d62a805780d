package io.autolabeler.gateway.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import com.google.protobuf.ByteString;
import io.autolabeler.common.v1.Label;
import io.autolabeler.common.v1.LabelScore;
import io.autolabeler.common.v1.TaskKind;
import io.autolabeler.gateway.testing.Api;
import io.autolabeler.gateway.testing.GatewayTest;
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
import io.autolabeler.quality.v1.AppendReportInputRequest;
import io.autolabeler.quality.v1.CreateReportRequest;
import io.autolabeler.quality.v1.DeleteReportRequest;
import io.autolabeler.quality.v1.DeleteReportResponse;
import io.autolabeler.quality.v1.MeasurementLevel;
import io.autolabeler.quality.v1.ReadReportOutputResponse;
import io.autolabeler.quality.v1.Report;
import io.autolabeler.quality.v1.ReportServiceGrpc;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class JudgeTest extends GatewayTest {
    private static final String ID = "01900000-0000-7000-8000-000000000001";

    @BeforeEach
    void playReports() {
        services.answer(
                ReportServiceGrpc.getCreateReportMethod(),
                request -> request.getReport().toBuilder()
                        .setId(ID)
                        .setState(Report.State.UPLOADING)
                        .build());
        services.answer(
                ReportServiceGrpc.getAppendReportInputMethod(),
                request -> Report.newBuilder()
                        .setId(ID)
                        .setState(request.getLast() ? Report.State.QUEUED : Report.State.UPLOADING)
                        .build());
    }

    @Test
    void handsSettingsAndFileToTheService() {
        file("item,annotator,label\n1,a,x\n")
                .post("/agreement?level=ORDINAL&seed=7&itemColumn=item&labels=b&labels=a&spans=true&interval=jackknife")
                .then()
                .statusCode(202)
                .header("Location", endsWith("/api/v1/reports/" + ID))
                .body("state", equalTo("QUEUED"));

        CreateReportRequest created = (CreateReportRequest) services.calls(ReportServiceGrpc.getCreateReportMethod())
                .getLast()
                .request();
        assertThat(created.getFormat()).isEqualTo(FileFormat.Value.CSV);
        assertThat(created.getReport().getAgreementSettings().getLevel()).isEqualTo(MeasurementLevel.Value.ORDINAL);
        assertThat(created.getReport().getAgreementSettings().getSeed()).isEqualTo(7);
        assertThat(created.getReport().getAgreementSettings().getLabelsList()).containsExactly("b", "a");
        assertThat(created.getReport().getAgreementSettings().getSpans()).isTrue();
        assertThat(created.getReport().getAgreementSettings().getInterval()).isEqualTo("jackknife");
        AppendReportInputRequest piece =
                (AppendReportInputRequest) services.calls(ReportServiceGrpc.getAppendReportInputMethod())
                        .getLast()
                        .request();
        assertThat(piece.getData().toString(StandardCharsets.UTF_8)).isEqualTo("item,annotator,label\n1,a,x\n");
        assertThat(piece.getLast()).isTrue();
    }

    @Test
    void judgesTheItemsOfARunPageByPage() {
        playRun(TaskKind.Value.CLASSIFICATION);

        Api.as("EDITOR")
                .noContentType()
                .urlEncodingEnabled(false)
                .post("/label-errors?runId=" + ID)
                .then()
                .statusCode(202)
                .header("Location", endsWith("/api/v1/reports/" + ID));

        CreateReportRequest created = (CreateReportRequest) services.calls(ReportServiceGrpc.getCreateReportMethod())
                .getLast()
                .request();
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

        judge(ID).statusCode(404).body("detail", containsString("there is no run " + ID));

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

        Api.as("EDITOR")
                .noContentType()
                .urlEncodingEnabled(false)
                .post(path + "?runId=" + ID)
                .then()
                .statusCode(202);

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
        judge("nonsense").statusCode(400).body("detail", containsString("must be an id, got nonsense"));
        playRun(TaskKind.Value.MULTI_LABEL);
        judge(ID).statusCode(409).body("detail", containsString("the run's items are of kind MULTI_LABEL"));
        playRun(TaskKind.Value.CLASSIFICATION);
        services.answer(
                RunServiceGrpc.getListAnnotationsMethod(), request -> ListAnnotationsResponse.getDefaultInstance());
        judge(ID).statusCode(409).body("detail", containsString("no item of the run has a gold or reviewed label"));
        assertThat(services.calls(ReportServiceGrpc.getCreateReportMethod())).isEmpty();
    }

    private static ValidatableResponse judge(String runId) {
        return Api.as("EDITOR")
                .noContentType()
                .urlEncodingEnabled(false)
                .post("/evaluations?runId=" + runId)
                .then();
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

    private String sent() {
        AppendReportInputRequest piece =
                (AppendReportInputRequest) services.calls(ReportServiceGrpc.getAppendReportInputMethod())
                        .getLast()
                        .request();
        assertThat(piece.getLast()).isTrue();
        return piece.getData().toString(StandardCharsets.UTF_8);
    }

    @Test
    void takesAColumnListAsARepeatedParameter() {
        file("x\n").post("/evaluations?sliceColumns=a,b&sliceColumns=c").then().statusCode(202);

        CreateReportRequest created = (CreateReportRequest) services.calls(ReportServiceGrpc.getCreateReportMethod())
                .getLast()
                .request();
        assertThat(created.getReport().getEvaluationSettings().getSliceColumnsList())
                .containsExactly("a,b", "c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/agreement", "/consensus", "/calibrations", "/evaluations", "/routing:optimize", "/label-errors"
            })
    void refusesWhatIsNoTable(String path) {
        Api.as("EDITOR")
                .contentType("application/json")
                .body("{}")
                .urlEncodingEnabled(false)
                .post(path)
                .then()
                .statusCode(415)
                .body("code", equalTo("UNSUPPORTED_MEDIA_TYPE"));
        file("x\n").post(path + "?nonsense=1").then().statusCode(400).body("errors[0].field", equalTo("nonsense"));
        assertThat(services.calls()).isEmpty();
    }

    @Test
    void tellsWhichSettingTheServiceRefuses() {
        services.answer(ReportServiceGrpc.getCreateReportMethod(), request -> {
            throw ErrorStatus.of(ServiceException.invalid("method", "must be one of auto, majority", "magic"));
        });

        file("x\n")
                .post("/consensus?method=magic")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("method"))
                .body("detail", containsString("magic"));
    }

    @Test
    void givesTheRowsThatCameOutPageByPage() {
        services.answer(ReportServiceGrpc.getReadReportOutputMethod(), request -> {
            boolean first = request.getPageToken().isEmpty();
            return ReadReportOutputResponse.newBuilder()
                    .setData(ByteString.copyFromUtf8(first ? "item,label\n" : "1,x\n"))
                    .setNextPageToken(first ? "more" : "")
                    .build();
        });

        String rows = Api.as("VIEWER")
                .get("/reports/" + ID + "/output")
                .then()
                .statusCode(200)
                .contentType(containsString("text/csv"))
                .extract()
                .asString();

        assertThat(rows).isEqualTo("item,label\n1,x\n");
    }

    private static RequestSpecification file(String content) {
        return Api.upload("text/csv").urlEncodingEnabled(false).body(content.getBytes(StandardCharsets.UTF_8));
    }
}
