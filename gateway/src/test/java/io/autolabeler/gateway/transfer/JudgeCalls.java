package io.autolabeler.gateway.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.autolabeler.gateway.testing.Api;
import io.autolabeler.gateway.testing.GatewayTest;
import io.autolabeler.quality.v1.AppendReportInputRequest;
import io.autolabeler.quality.v1.CreateReportRequest;
import io.autolabeler.quality.v1.Report;
import io.autolabeler.quality.v1.ReportServiceGrpc;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;

/** A quality service that takes reports to make, and what it was told. */
abstract class JudgeCalls extends GatewayTest {
    static final String ID = "01900000-0000-7000-8000-000000000001";

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

    /** Sends no file: the path names a run. */
    static ValidatableResponse judge(String path) {
        return Api.as("EDITOR")
                .noContentType()
                .urlEncodingEnabled(false)
                .post(path)
                .then();
    }

    static RequestSpecification file(String content) {
        return Api.upload("text/csv").urlEncodingEnabled(false).body(content.getBytes(StandardCharsets.UTF_8));
    }

    CreateReportRequest created() {
        return (CreateReportRequest) services.calls(ReportServiceGrpc.getCreateReportMethod())
                .getLast()
                .request();
    }

    /** The rows of the last report, whole. */
    String sent() {
        AppendReportInputRequest piece =
                (AppendReportInputRequest) services.calls(ReportServiceGrpc.getAppendReportInputMethod())
                        .getLast()
                        .request();
        assertThat(piece.getLast()).isTrue();
        return piece.getData().toString(StandardCharsets.UTF_8);
    }
}
