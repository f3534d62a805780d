package io.autolabeler.labeling.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.devstack.testing.KafkaTopics;
import io.autolabeler.labeling.v1.CreateDatasetRequest;
import io.autolabeler.labeling.v1.Dataset;
import io.autolabeler.labeling.v1.ListDatasetsRequest;
import io.autolabeler.labeling.v1.ListItemsRequest;
import io.autolabeler.labeling.v1.TextsDeleted;
import io.autolabeler.platform.caller.Caller;
import io.autolabeler.platform.database.Database;
import io.grpc.stub.MetadataUtils;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "labeling"))
class DatasetGrpcTest extends DatasetCalls {
    @Inject
    Database database;

    private final KafkaTopics topics = KafkaTopics.configured();

    @Test
    void pagesThroughItems() {
        Dataset ready = send(create(csv()), 0, "text\n1\n2\n3\n4\n5\n", true);

        List<String> texts = new ArrayList<>();
        String token = "";
        do {
            var page = datasets.listItems(ListItemsRequest.newBuilder()
                    .setDatasetId(ready.getId())
                    .setPageSize(2)
                    .setPageToken(token)
                    .build());
            page.getItemsList().forEach(item -> texts.add(item.getText()));
            token = page.getNextPageToken();
        } while (!token.isEmpty());

        assertThat(texts).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void endsAPageOfLargeItemsEarly() {
        String large = "x".repeat(90_000);
        Dataset made = create(csv());
        String piece = (large + "\n").repeat(11);
        send(made, 0, "text\n", false);
        for (int i = 0; i < 5; i++) {
            send(made, 5 + (double) i * piece.length(), piece, i == 4);
        }

        var page = datasets.listItems(ListItemsRequest.newBuilder()
                .setDatasetId(made.getId())
                .setPageSize(500)
                .build());

        assertThat(page.getItemsCount()).isBetween(10, 12);
        assertThat(page.getNextPageToken()).isNotEmpty();
        assertThat(items(made)).hasSize(55);
    }

    @Test
    void createsOneDatasetPerIdempotencyKeyAndChecksItsFields() {
        CreateDatasetRequest request = CreateDatasetRequest.newBuilder()
                .setDataset(csv().setProjectId(projectId))
                .setIdempotencyKey(UUID.randomUUID().toString())
                .build();

        assertThat(datasets.createDataset(request)).isEqualTo(datasets.createDataset(request));
        assertThatThrownBy(() -> create(csv().clearName())).hasMessageContaining("INVALID_ARGUMENT: name");
        assertThatThrownBy(() -> create(csv().clearFormat())).hasMessageContaining("format must be CSV, TSV or JSONL");
        assertThatThrownBy(() -> create(csv().setLabelColumn("text")))
                .hasMessageContaining("labelColumn must not be the text column");
        projectId = UUID.randomUUID().toString();
        assertThatThrownBy(() -> create(csv())).hasMessageContaining("NOT_FOUND: there is no project " + projectId);
    }

    @Test
    void hidesDatasetsFromAKeyOfAnotherProject() {
        Dataset made = create(csv());
        var stranger = datasets.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(
                new Caller("k", Set.of(UUID.randomUUID().toString())).metadata()));

        assertThatThrownBy(() -> stranger.getDataset(get(made))).hasMessageContaining("PERMISSION_DENIED");
        assertThatThrownBy(() -> stranger.deleteDataset(delete(made))).hasMessageContaining("PERMISSION_DENIED");
        assertThat(stranger.listDatasets(ListDatasetsRequest.getDefaultInstance())
                        .getDatasetsList())
                .isEmpty();
        assertThat(datasets.listDatasets(ListDatasetsRequest.newBuilder()
                                .setProjectId(projectId)
                                .build())
                        .getDatasetsList())
                .containsExactly(made);
    }

    @Test
    void deletesADatasetOnceNoRunOverItIsOpen() {
        Dataset ready = send(create(csv()), 0, "text\na\n", true);
        UUID runId = startedRun(UUID.fromString(ready.getId()));

        assertThatThrownBy(() -> datasets.deleteDataset(delete(ready)))
                .hasMessageContaining("FAILED_PRECONDITION: the dataset is used by run " + runId);
        database.update("update run set state = 'COMPLETED' where id = $1", runId);
        datasets.deleteDataset(delete(ready));

        assertThatThrownBy(() -> datasets.getDataset(get(ready))).hasMessageContaining("NOT_FOUND");
        assertThat(repository.items(UUID.fromString(ready.getId()), 0, 9)).isEmpty();
        await().untilAsserted(() -> assertThat(topics.read("labeling.deletions.v1", projectId, TextsDeleted.parser()))
                .contains(TextsDeleted.newBuilder()
                        .setProjectId(projectId)
                        .setDatasetId(ready.getId())
                        .addRunIds(runId.toString())
                        .build()));
    }

    private UUID startedRun(UUID datasetId) {
        return database.first("""
                        insert into run (project_id, dataset_id, model, item_limit, max_cost_pico, routing_enabled,
                            auto_accept_threshold, human_review_threshold, state, schema_version, total)
                        values ($1, $2, 'embedded', 0, 0, false, .9, .5, 'RUNNING', 1, 1) returning id""", row -> row.getUUID(0), UUID.fromString(projectId), datasetId)
                .orElseThrow();
    }
}
