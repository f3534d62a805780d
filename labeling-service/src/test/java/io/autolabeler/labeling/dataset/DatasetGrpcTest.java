package io.autolabeler.labeling.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.autolabeler.common.v1.Label;
import io.autolabeler.common.v1.TaskKind;
import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.labeling.v1.CreateDatasetRequest;
import io.autolabeler.labeling.v1.CreateProjectRequest;
import io.autolabeler.labeling.v1.Dataset;
import io.autolabeler.labeling.v1.DatasetServiceGrpc.DatasetServiceBlockingStub;
import io.autolabeler.labeling.v1.DeleteDatasetRequest;
import io.autolabeler.labeling.v1.FileFormat;
import io.autolabeler.labeling.v1.GetDatasetRequest;
import io.autolabeler.labeling.v1.ImportItemsRequest;
import io.autolabeler.labeling.v1.Item;
import io.autolabeler.labeling.v1.ListDatasetsRequest;
import io.autolabeler.labeling.v1.ListItemsRequest;
import io.autolabeler.labeling.v1.ListRejectedRowsRequest;
import io.autolabeler.labeling.v1.Project;
import io.autolabeler.labeling.v1.ProjectServiceGrpc.ProjectServiceBlockingStub;
import io.autolabeler.labeling.v1.RejectedRow;
import io.autolabeler.labeling.v1.TextsDeleted;
import io.autolabeler.platform.caller.Caller;
import io.autolabeler.platform.database.Database;
import io.grpc.stub.MetadataUtils;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "labeling"))
class DatasetGrpcTest {
    @Inject
    @GrpcClient("self")
    DatasetServiceBlockingStub datasets;

    @Inject
    @GrpcClient("self")
    ProjectServiceBlockingStub projects;

    @Inject
    DatasetRepository repository;

    @Inject
    Database database;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka = "";

    @ConfigProperty(name = "autolabeler.topics.prefix")
    Optional<String> topicPrefix = Optional.empty();

    private String projectId = "";

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

    @Test
    void givesBackTheRowsOfAFileInOrder() throws Exception {
        Dataset made = create(csv().setLabelColumn("gold").setIdColumn("nr"));
        assertThat(made.getState()).isEqualTo(Dataset.State.IMPORTING);

        Dataset read =
                send(made, 0, "nr,body,gold\n1,\"a, \"\"\\b{}\"\"\nNULL\",spam\n2,,\nbad\n3,\uD83D\uDE00é,ham", true);

        assertThat(read.getState()).isEqualTo(Dataset.State.READY);
        assertThat(read.getItemCount()).isEqualTo(3);
        assertThat(read.getRejectedCount()).isEqualTo(1);
        assertThat(read.getTextColumn()).isEqualTo("body");
        assertThat(read.getColumnsList()).containsExactly("nr", "body", "gold");
        List<Item> items = items(read);
        assertThat(items.get(0).getText()).isEqualTo("a, \"\\b{}\"\nNULL");
        assertThat(items.get(0).getValuesList()).containsExactly("1", "a, \"\\b{}\"\nNULL", "spam");
        assertThat(items.get(1).getText()).isEmpty();
        assertThat(items.get(1).getGoldLabel()).isEmpty();
        assertThat(items.get(2).getExternalId()).isEqualTo("3");
        assertThat(items.get(2).getOrdinal()).isEqualTo(2);
        assertThat(rejected(read))
                .containsExactly(RejectedRow.newBuilder()
                        .setLine(5)
                        .setReason("the row has 1 fields where the header has 3")
                        .build());
        StoredItem stored =
                repository.items(UUID.fromString(read.getId()), 2, 2).getFirst();
        assertThat(stored.contentHash())
                .isEqualTo(
                        MessageDigest.getInstance("SHA-256").digest("\uD83D\uDE00é".getBytes(StandardCharsets.UTF_8)));
        assertThat(stored.goldLabel()).isEqualTo("ham");
    }

    @Test
    void keepsJsonValuesAndMissingOnesApart() {
        Dataset read = send(
                create(csv().setFormat(FileFormat.Value.JSONL)),
                0,
                "{\"text\":\"a\",\"n\":1.50}\n{\"late\":\"\",\"text\":\"b\",\"n\":\"1\"}\n",
                true);

        UUID id = UUID.fromString(read.getId());
        assertThat(repository.findReady(id).orElseThrow().columns()).containsExactly("text", "n", "late");
        assertThat(repository.rows(id, 0, 5))
                .containsExactly(
                        new StoredRow(0, Arrays.asList("a", "1.50", null), Set.of(1)),
                        new StoredRow(1, Arrays.asList("b", "1", ""), Set.of()));
        assertThat(repository.textStats(id)).isEqualTo(new TextStats(2, 2, 1, 1));
    }

    @Test
    void goesOnAfterARepeatedPieceAndRefusesAGap() {
        Dataset made = create(csv());
        send(made, 0, "text\na\nb", false);
        send(made, 0, "text\na\nb", false);
        Dataset half = send(made, 7, "bb\nc", false);
        assertThat(half.getImportedBytes()).isEqualTo(11);

        assertThatThrownBy(() -> send(made, 12, "x", false))
                .hasMessageContaining("FAILED_PRECONDITION: the upload goes on at offset 11, got a piece at 12");
        Dataset ready = send(made, 11, "c\n", true);
        Dataset repeated = send(made, 11, "c\n", true);

        assertThat(repeated).isEqualTo(ready);
        assertThat(items(ready).stream().map(Item::getText)).containsExactly("a", "bb", "cc");
        assertThatThrownBy(() -> send(made, 13, "d\n", false))
                .hasMessageContaining("FAILED_PRECONDITION: the dataset is READY and takes no more rows");
    }

    @Test
    void takesTheNewBytesOfAPieceThatOverlaps() {
        Dataset made = create(csv());
        send(made, 0, "text\na\n", false);

        Dataset ready = send(made, 5, "a\nb\n", true);

        assertThat(items(ready).stream().map(Item::getText)).containsExactly("a", "b");
    }

    @Test
    void takesPiecesOneAfterTheOtherWhenTheyComeAtOnce() {
        Dataset made = create(csv());
        String file = "text\n" + "row\n".repeat(5_000);

        IntStream.range(0, 4).parallel().forEach(i -> send(made, 0, file, false));

        assertThat(send(made, file.length(), "", true).getItemCount()).isEqualTo(5_000);
    }

    @Test
    void leavesNothingBehindOfAFileThatIsNotUtf8() {
        Dataset made = create(csv());
        send(made, 0, "text\na\nb,c\n", false);
        ByteString broken = ByteString.copyFrom(new byte[] {'d', (byte) 0xE9, '\n'});

        assertThatThrownBy(() -> send(made, 11, broken, true))
                .hasMessageContaining("INVALID_ARGUMENT: line 4 is not valid UTF-8");

        assertThat(repository.find(UUID.fromString(made.getId()))).contains(made);
        assertThat(items(made)).isEmpty();
        assertThat(rejected(made)).isEmpty();
        assertThat(send(made, 0, "text\nok\n", true).getItemCount()).isEqualTo(1);
    }

    @Test
    void saysWhyAFileWithoutAGoodRowIsRefused() {
        assertThatThrownBy(() -> send(create(csv()), 0, "", true))
                .hasMessageContaining("INVALID_ARGUMENT: the file is empty");
        assertThatThrownBy(() -> send(create(csv()), 0, "text,b\n", true))
                .hasMessageContaining("INVALID_ARGUMENT: the file has no rows");
        assertThatThrownBy(() -> send(create(csv()), 0, "text,b\n1\n2\n", true))
                .hasMessageContaining("none of the file's 2 rows can be read; line 2: the row has 1 fields");
        assertThatThrownBy(() -> send(create(csv().setFormat(FileFormat.Value.JSONL)), 0, "", true))
                .hasMessageContaining("INVALID_ARGUMENT: the file is empty");
        assertThatThrownBy(() -> send(create(csv().setLabelColumn("gold")), 0, "text,b\n1,2\n", true))
                .hasMessageContaining("INVALID_ARGUMENT: there is no column `gold`. The columns are: text, b");
    }

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
    void refusesPiecesThatAreTooLargeOrAtNoPlace() {
        Dataset made = create(csv());

        assertThatThrownBy(() -> send(made, 0, "x".repeat((1 << 20) + 1), false))
                .hasMessageContaining("INVALID_ARGUMENT: data must be at most 1 MiB");
        for (double offset : new double[] {-1, 0.5, Double.NaN, 1e300}) {
            assertThatThrownBy(() -> send(made, offset, "x", false)).hasMessageContaining("INVALID_ARGUMENT: offset");
        }
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
        await().untilAsserted(() -> assertThat(deletions())
                .contains(TextsDeleted.newBuilder()
                        .setProjectId(projectId)
                        .setDatasetId(ready.getId())
                        .addRunIds(runId.toString())
                        .build()));
    }

    private List<TextsDeleted> deletions() throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka);
        String topic = topicPrefix.orElse("") + "labeling.deletions.v1";
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<TextsDeleted> deletions = new ArrayList<>();
            for (var each : consumer.poll(Duration.ofSeconds(2))) {
                deletions.add(TextsDeleted.parseFrom(each.value()));
            }
            return deletions;
        }
    }

    private UUID startedRun(UUID datasetId) {
        return database.first("""
                        insert into run (project_id, dataset_id, model, item_limit, max_cost_pico, routing_enabled,
                            auto_accept_threshold, human_review_threshold, state, schema_version, total)
                        values ($1, $2, 'embedded', 0, 0, false, .9, .5, 'RUNNING', 1, 1) returning id""", row -> row.getUUID(0), UUID.fromString(projectId), datasetId)
                .orElseThrow();
    }

    private Dataset create(Dataset.Builder dataset) {
        return datasets.createDataset(CreateDatasetRequest.newBuilder()
                .setDataset(dataset.setProjectId(projectId))
                .build());
    }

    private Dataset send(Dataset dataset, double offset, String data, boolean last) {
        return send(dataset, offset, ByteString.copyFromUtf8(data), last);
    }

    private Dataset send(Dataset dataset, double offset, ByteString data, boolean last) {
        return datasets.importItems(ImportItemsRequest.newBuilder()
                .setDatasetId(dataset.getId())
                .setOffset(offset)
                .setData(data)
                .setLast(last)
                .build());
    }

    private List<Item> items(Dataset dataset) {
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

    private List<RejectedRow> rejected(Dataset dataset) {
        return datasets.listRejectedRows(ListRejectedRowsRequest.newBuilder()
                        .setDatasetId(dataset.getId())
                        .build())
                .getRejectedRowsList();
    }

    private static Dataset.Builder csv() {
        return Dataset.newBuilder().setName("file").setFormat(FileFormat.Value.CSV);
    }

    private static GetDatasetRequest get(Dataset dataset) {
        return GetDatasetRequest.newBuilder().setDatasetId(dataset.getId()).build();
    }

    private static DeleteDatasetRequest delete(Dataset dataset) {
        return DeleteDatasetRequest.newBuilder().setDatasetId(dataset.getId()).build();
    }
}
