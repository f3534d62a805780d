package io.autolabeler.labeling.dataset;

import io.autolabeler.labeling.v1.CreateDatasetRequest;
import io.autolabeler.labeling.v1.Dataset;
import io.autolabeler.labeling.v1.DatasetService;
import io.autolabeler.labeling.v1.DeleteDatasetRequest;
import io.autolabeler.labeling.v1.DeleteDatasetResponse;
import io.autolabeler.labeling.v1.GetDatasetRequest;
import io.autolabeler.labeling.v1.ImportItemsRequest;
import io.autolabeler.labeling.v1.Item;
import io.autolabeler.labeling.v1.ListDatasetsRequest;
import io.autolabeler.labeling.v1.ListDatasetsResponse;
import io.autolabeler.labeling.v1.ListItemsRequest;
import io.autolabeler.labeling.v1.ListItemsResponse;
import io.autolabeler.labeling.v1.ListRejectedRowsRequest;
import io.autolabeler.labeling.v1.ListRejectedRowsResponse;
import io.autolabeler.labeling.v1.TextsDeleted;
import io.autolabeler.platform.caller.Caller;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.platform.events.Outbox;
import io.autolabeler.platform.paging.Paging;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Datasets over gRPC; the rules of each rpc stand in dataset.proto. */
@GrpcService
class DatasetGrpc implements DatasetService {
    private static final int ITEMS_AT_ONCE = 50;
    private static final int LARGEST_PAGE = 2 << 20;

    private final Database database;
    private final DatasetRepository datasets;
    private final ImportPiece importPiece;
    private final RemoveDataset removeDataset;
    private final Outbox outbox;

    DatasetGrpc(
            Database database,
            DatasetRepository datasets,
            ImportPiece importPiece,
            RemoveDataset removeDataset,
            Outbox outbox) {
        this.database = database;
        this.datasets = datasets;
        this.importPiece = importPiece;
        this.removeDataset = removeDataset;
        this.outbox = outbox;
    }

    @Override
    public Uni<Dataset> createDataset(CreateDatasetRequest request) {
        return Uni.createFrom().item(() -> {
            Dataset asked = request.getDataset();
            Caller.current().requireProject(asked.getProjectId());
            Paging.id("projectId", asked.getProjectId());
            DatasetRules.require(asked);
            @Nullable String key = request.getIdempotencyKey().isEmpty() ? null : request.getIdempotencyKey();
            return before(key)
                    .or(() -> datasets.insert(asked, key))
                    .or(() -> before(key))
                    .orElseThrow(() -> ServiceException.notFound("project", asked.getProjectId()));
        });
    }

    private Optional<Dataset> before(@Nullable String key) {
        Optional<Dataset> before = Optional.ofNullable(key).flatMap(datasets::findByIdempotencyKey);
        before.ifPresent(made -> Caller.current().requireProject(made.getProjectId()));
        return before;
    }

    @Override
    public Uni<Dataset> getDataset(GetDatasetRequest request) {
        return Uni.createFrom().item(() -> require(request.getDatasetId()));
    }

    @Override
    public Uni<ListDatasetsResponse> listDatasets(ListDatasetsRequest request) {
        return Uni.createFrom().item(() -> {
            Paging paging = Paging.of(request.getPageSize(), request.getPageToken());
            @Nullable
            UUID project = request.getProjectId().isEmpty() ? null : Paging.id("projectId", request.getProjectId());
            if (project != null) {
                Caller.current().requireProject(request.getProjectId());
            }
            var page = paging.page(
                    datasets.list(Caller.current().projectFilter(), project, paging.afterId(), paging.limit()),
                    Dataset::getId);
            return ListDatasetsResponse.newBuilder()
                    .addAllDatasets(page.rows())
                    .setNextPageToken(page.nextPageToken())
                    .build();
        });
    }

    @Override
    public Uni<DeleteDatasetResponse> deleteDataset(DeleteDatasetRequest request) {
        return Uni.createFrom().item(() -> {
            Dataset dataset = require(request.getDatasetId());
            database.withTransaction(transaction -> delete(transaction, dataset));
            return DeleteDatasetResponse.getDefaultInstance();
        });
    }

    private void delete(Transaction transaction, Dataset dataset) {
        UUID id = UUID.fromString(dataset.getId());
        if (!datasets.lock(transaction, id)) {
            return;
        }
        List<UUID> runs = removeDataset.remove(transaction, id);
        outbox.append(
                transaction,
                "labeling.deletions.v1",
                dataset.getProjectId(),
                TextsDeleted.newBuilder()
                        .setProjectId(dataset.getProjectId())
                        .setDatasetId(dataset.getId())
                        .addAllRunIds(runs.stream().map(UUID::toString).toList())
                        .build());
    }

    @Override
    public Uni<Dataset> importItems(ImportItemsRequest request) {
        return Uni.createFrom().item(() -> {
            UUID id = UUID.fromString(require(request.getDatasetId()).getId());
            importPiece.take(id, DatasetRules.piece(request));
            return require(request.getDatasetId());
        });
    }

    @Override
    public Uni<ListItemsResponse> listItems(ListItemsRequest request) {
        return Uni.createFrom().item(() -> {
            UUID id = UUID.fromString(require(request.getDatasetId()).getId());
            Paging paging = Paging.of(request.getPageSize(), request.getPageToken());
            var page = itemPage(id, paging);
            return ListItemsResponse.newBuilder()
                    .addAllItems(page.rows())
                    .setNextPageToken(page.nextPageToken())
                    .build();
        });
    }

    /** A page that ends early where its items would make too large a message; it holds at least one. */
    private Paging.Page<Item> itemPage(UUID datasetId, Paging paging) {
        List<Item> items = new ArrayList<>();
        int fitting = 0;
        int bytes = 0;
        int after = paging.afterOrdinal();
        while (items.size() < paging.limit() && bytes <= LARGEST_PAGE) {
            int slice = Math.min(ITEMS_AT_ONCE, paging.limit() - items.size());
            List<Item> next = datasets.fullItems(datasetId, after, slice);
            for (Item item : next) {
                bytes += item.getSerializedSize();
                fitting += bytes <= LARGEST_PAGE ? 1 : 0;
                after = item.getOrdinal();
            }
            items.addAll(next);
            if (next.size() < slice) {
                break;
            }
        }
        int size = Math.max(1, Math.min(paging.size(), fitting));
        return new Paging(size, paging.after()).page(items, item -> String.valueOf(item.getOrdinal()));
    }

    @Override
    public Uni<ListRejectedRowsResponse> listRejectedRows(ListRejectedRowsRequest request) {
        return Uni.createFrom().item(() -> {
            UUID id = UUID.fromString(require(request.getDatasetId()).getId());
            Paging paging = Paging.of(request.getPageSize(), request.getPageToken());
            var page = paging.page(
                    datasets.rejectedRows(id, paging.afterOrdinal(), paging.limit()),
                    row -> String.valueOf(row.getLine()));
            return ListRejectedRowsResponse.newBuilder()
                    .addAllRejectedRows(page.rows())
                    .setNextPageToken(page.nextPageToken())
                    .build();
        });
    }

    private Dataset require(String id) {
        Dataset dataset =
                datasets.find(Paging.id("datasetId", id)).orElseThrow(() -> ServiceException.notFound("dataset", id));
        Caller.current().requireProject(dataset.getProjectId());
        return dataset;
    }
}
