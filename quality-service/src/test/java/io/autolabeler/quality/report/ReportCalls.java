package io.autolabeler.quality.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.autolabeler.labeling.v1.FileFormat;
import io.autolabeler.quality.Annotations;
import io.autolabeler.quality.v1.AppendReportInputRequest;
import io.autolabeler.quality.v1.CreateReportRequest;
import io.autolabeler.quality.v1.GetReportRequest;
import io.autolabeler.quality.v1.ReadReportOutputRequest;
import io.autolabeler.quality.v1.ReadReportOutputResponse;
import io.autolabeler.quality.v1.Report;
import io.autolabeler.quality.v1.ReportServiceGrpc.ReportServiceBlockingStub;
import io.quarkus.grpc.GrpcClient;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Reports asked for over gRPC. */
abstract class ReportCalls {
    @Inject
    @GrpcClient("self")
    ReportServiceBlockingStub reports;

    ReportServiceBlockingStub as(String caller) {
        return reports.withInterceptors(Annotations.as(caller));
    }

    /** The report on a csv file once it is done or failed. */
    Report judged(Report.Builder settings, String file) {
        return ended(append(create(settings).getId(), 0, file, true).getId());
    }

    Report create(Report.Builder settings) {
        return as("ann")
                .createReport(CreateReportRequest.newBuilder()
                        .setReport(settings)
                        .setFormat(FileFormat.Value.CSV)
                        .build());
    }

    Report append(String id, long offset, String data, boolean last) {
        return as("ann")
                .appendReportInput(AppendReportInputRequest.newBuilder()
                        .setReportId(id)
                        .setOffset((double) offset)
                        .setData(ByteString.copyFromUtf8(data))
                        .setLast(last)
                        .build());
    }

    Report ended(String id) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(get(id).getState()).isIn(Report.State.DONE, Report.State.FAILED));
        return get(id);
    }

    Report get(String id) {
        return as("ann").getReport(GetReportRequest.newBuilder().setReportId(id).build());
    }

    List<String> output(Report report) {
        StringBuilder text = new StringBuilder();
        ReadReportOutputRequest.Builder request =
                ReadReportOutputRequest.newBuilder().setReportId(report.getId());
        ReadReportOutputResponse page;
        do {
            page = as("ann").readReportOutput(request.build());
            text.append(page.getData().toString(StandardCharsets.UTF_8));
            request.setPageToken(page.getNextPageToken());
        } while (!page.getNextPageToken().isEmpty());
        return text.toString().lines().toList();
    }
}
