package io.autolabeler.labeling.dataset;

import com.google.protobuf.ByteString;
import io.autolabeler.common.v1.Label;
import io.autolabeler.common.v1.TaskKind;
import io.autolabeler.labeling.v1.CreateDatasetRequest;
import io.autolabeler.labeling.v1.CreateProjectRequest;
import io.autolabeler.labeling.v1.Dataset;
import io.autolabeler.labeling.v1.DatasetServiceGrpc.DatasetServiceBlockingStub;
import io.autolabeler.labeling.v1.DeleteDatasetRequest;
import io.autolabeler.labeling.v1.FileFormat;
import io.autolabeler.labeling.v1.GetDatasetRequest;
import io.autolabeler.labeling.v1.ImportItemsRequest;
import io.autolabeler.labeling.v1.Item;
import io.autolabeler.labeling.v1.ListItemsRequest;
import io.autolabeler.labeling.v1.ListRejectedRowsRequest;
import io.autolabeler.labeling.v1.Project;
import io.autolabeler.labeling.v1.ProjectServiceGrpc.ProjectServiceBlockingStub;
import io.autolabeler.labeling.v1.RejectedRow;
import io.quarkus.grpc.GrpcClient;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** Datasets of a fresh project, called over gRPC. */
abstract class DatasetCalls {
    @Inject
    @GrpcClient("self")
    DatasetServiceBlockingStub datasets;

    @Inject
    @GrpcClient("self")
    ProjectServiceBlockingStub projects;

    @Inject
    DatasetRepository repository;

    String projectId = "";

    @BeforeEach
    void createProject() {
        projectId = projects.createProject(CreateProjectRequest.newBuilder()
                        .setProject(Project.newBuilder()
                                .setName("datasets " + UUID.randomUUID())
                                .setKind(TaskKind.Value.CLASSIFICATION)
                                .addLabels(Label.newBuilder().setName("spam"))
                                .addLabels(Label.newBuilder().setName("ham")))
                        .build())
                .getId();
    }

    Dataset create(Dataset.Builder dataset) {
        return datasets.createDataset(CreateDatasetRequest.newBuilder()
                .setDataset(dataset.setProjectId(projectId))
                .build());
    }

    Dataset send(Dataset dataset, double offset, String data, boolean last) {
        return send(dataset, offset, ByteString.copyFromUtf8(data), last);
    }

    Dataset send(Dataset dataset, double offset, ByteString data, boolean last) {
        return datasets.importItems(ImportItemsRequest.newBuilder()
                .setDatasetId(dataset.getId())
                .setOffset(offset)
                .setData(data)
                .setLast(last)
                .build());
    }

    List<Item> items(Dataset dataset) {
        List<Item> items = new ArrayList<>();
        String token = "";
        do {
            var page = datasets.listItems(ListItemsRequest.newBuilder()
                    .setDatasetId(dataset.getId())
                    .setPageSize(500)
                    .setPageToken(token)
                    .build());
            items.addAll(page.getItemsList());
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        return items;
    }

    List<RejectedRow> rejected(Dataset dataset) {
        return datasets.listRejectedRows(ListRejectedRowsRequest.newBuilder()
                        .setDatasetId(dataset.getId())
                        .build())
                .getRejectedRowsList();
    }

    static Dataset.Builder csv() {
        return Dataset.newBuilder().setName("file").setFormat(FileFormat.Value.CSV);
    }

    static GetDatasetRequest get(Dataset dataset) {
        return GetDatasetRequest.newBuilder().setDatasetId(dataset.getId()).build();
    }

    static DeleteDatasetRequest delete(Dataset dataset) {
        return DeleteDatasetRequest.newBuilder().setDatasetId(dataset.getId()).build();
    }
}
