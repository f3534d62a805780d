package io.autolabeler.labeling.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.autolabeler.common.v1.Label;
import io.autolabeler.common.v1.Routing;
import io.autolabeler.common.v1.TaskKind;
import io.autolabeler.labeling.v1.Annotation;
import io.autolabeler.labeling.v1.CreateDatasetRequest;
import io.autolabeler.labeling.v1.CreateProjectRequest;
import io.autolabeler.labeling.v1.Dataset;
import io.autolabeler.labeling.v1.DatasetServiceGrpc.DatasetServiceBlockingStub;
import io.autolabeler.labeling.v1.FileFormat;
import io.autolabeler.labeling.v1.GetRunRequest;
import io.autolabeler.labeling.v1.ImportItemsRequest;
import io.autolabeler.labeling.v1.ListAnnotationsRequest;
import io.autolabeler.labeling.v1.Project;
import io.autolabeler.labeling.v1.ProjectServiceGrpc.ProjectServiceBlockingStub;
import io.autolabeler.labeling.v1.Run;
import io.autolabeler.labeling.v1.RunServiceGrpc.RunServiceBlockingStub;
import io.autolabeler.labeling.v1.StartRunRequest;
import io.quarkus.grpc.GrpcClient;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Runs of fresh projects, called over gRPC, with the other services played on loopback. */
@SuppressWarnings("NullAway.Init") // Injected.
abstract class RunCalls {
    static final Duration SOON = Duration.ofSeconds(30);
    static PeerServices peers;

    @GrpcClient("self")
    ProjectServiceBlockingStub projects;

    @GrpcClient("self")
    DatasetServiceBlockingStub datasets;

    @GrpcClient("self")
    RunServiceBlockingStub runs;

    @BeforeAll
    static void startPeers() {
        peers = new PeerServices();
    }

    @AfterAll
    static void stopPeers() {
        peers.close();
    }

    @BeforeEach
    void letPeersAnswer() {
        peers.qualityAway = false;
        peers.retrievalAway = false;
        peers.audits = false;
    }

    Run start(int items) {
        StringBuilder csv = new StringBuilder("text\n");
        for (int i = 0; i < items; i++) {
            csv.append(i % 2 == 0 ? "win a prize " : "see you ").append(i).append('\n');
        }
        return start(dataset(csv.toString()), Run.newBuilder());
    }

    Run start(Dataset dataset, Run.Builder run) {
        run.setProjectId(dataset.getProjectId())
                .setDatasetId(dataset.getId())
                .setExamplesDatasetId(examples(dataset.getProjectId()).getId());
        return runs.startRun(StartRunRequest.newBuilder().setRun(run).build());
    }

    Run completed(Run run) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(find(run).getState()).isEqualTo(Run.State.COMPLETED));
        return find(run);
    }

    Run find(Run run) {
        return runs.getRun(GetRunRequest.newBuilder().setRunId(run.getId()).build());
    }

    List<Annotation> annotations(Run run) {
        return runs.listAnnotations(ListAnnotationsRequest.newBuilder()
                        .setRunId(run.getId())
                        .setPageSize(500)
                        .build())
                .getAnnotationsList();
    }

    Dataset dataset(String csv) {
        Project project = projects.createProject(CreateProjectRequest.newBuilder()
                .setProject(Project.newBuilder()
                        .setName("run " + UUID.randomUUID())
                        .setKind(TaskKind.Value.CLASSIFICATION)
                        .setRouting(Routing.newBuilder().setEnabled(true))
                        .addLabels(Label.newBuilder().setName("spam"))
                        .addLabels(Label.newBuilder().setName("ham")))
                .build());
        return imported(Dataset.newBuilder().setProjectId(project.getId()).setTextColumn("text"), csv);
    }

    Dataset examples(String projectId) {
        Dataset.Builder dataset = Dataset.newBuilder().setProjectId(projectId).setLabelColumn("label");
        return imported(dataset, "text,label\nwin,spam\nsee you,ham\n");
    }

    Dataset imported(Dataset.Builder dataset, String csv) {
        Dataset made = datasets.createDataset(CreateDatasetRequest.newBuilder()
                .setDataset(dataset.setName("d").setFormat(FileFormat.Value.CSV))
                .build());
        return datasets.importItems(ImportItemsRequest.newBuilder()
                .setDatasetId(made.getId())
                .setData(ByteString.copyFromUtf8(csv))
                .setLast(true)
                .build());
    }
}
