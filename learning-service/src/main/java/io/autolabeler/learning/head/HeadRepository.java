package io.autolabeler.learning.head;

import io.autolabeler.learning.v1.Head;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Times;
import io.autolabeler.platform.database.Transaction;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Trained heads as rows; a version is never changed. */
@Singleton
class HeadRepository {
    private final Database database;

    HeadRepository(Database database) {
        this.database = database;
    }

    /** A head that can predict, with its labels in the order of its classes. */
    record Loaded(List<String> labels, LinearHead head) {}

    /** The head trained on exactly this. */
    Optional<Head> find(UUID projectId, String fingerprint) {
        return database.first(
                "select * from head where project_id = $1 and fingerprint = $2",
                HeadRepository::head,
                projectId,
                fingerprint);
    }

    /** Newest first. */
    List<Head> list(UUID projectId, int limit) {
        return database.list(
                "select * from head where project_id = $1 order by version desc limit $2",
                HeadRepository::head,
                projectId,
                limit);
    }

    Optional<Loaded> load(UUID projectId, int version) {
        return database.first(
                "select labels, weights from head where project_id = $1 and version = $2",
                HeadRepository::loaded,
                projectId,
                version);
    }

    /** Stores the head under the project's next version; empty if the project is gone or the head is there already. */
    Optional<Head> insert(Transaction transaction, Head head, String fingerprint, LinearHead weights) {
        UUID projectId = UUID.fromString(head.getProjectId());
        boolean alive = transaction
                .first("select from project where id = $1 and not deleted for update", row -> true, projectId)
                .isPresent();
        if (!alive) {
            return Optional.empty();
        }
        return transaction.first(
                """
                insert into head (project_id, version, fingerprint, labels, weights, example_count, accuracy,
                    neighbour_accuracy, c, embedding_model)
                values ($1, (select coalesce(max(version), 0) + 1 from head where project_id = $1), $2, $3, $4, $5, $6,
                    $7, $8, $9)
                on conflict (project_id, fingerprint) do nothing returning *""",
                HeadRepository::head,
                projectId,
                fingerprint,
                head.getLabelsList().toArray(String[]::new),
                Buffer.buffer(weights.bytes()),
                head.getExampleCount(),
                head.getAccuracy(),
                head.getNeighbourAccuracy(),
                head.getC(),
                head.getEmbeddingModel());
    }

    private static Loaded loaded(Row row) {
        List<String> labels = List.of(row.getArrayOfStrings("labels"));
        return new Loaded(
                labels, LinearHead.from(row.get(Buffer.class, "weights").getBytes(), labels.size()));
    }

    private static Head head(Row row) {
        OffsetDateTime created = row.getOffsetDateTime("create_time");
        return Head.newBuilder()
                .setProjectId(row.getUUID("project_id").toString())
                .setVersion(row.getInteger("version"))
                .addAllLabels(List.of(row.getArrayOfStrings("labels")))
                .setExampleCount(row.getInteger("example_count"))
                .setAccuracy(row.getDouble("accuracy"))
                .setNeighbourAccuracy(row.getDouble("neighbour_accuracy"))
                .setC(row.getDouble("c"))
                .setEmbeddingModel(row.getString("embedding_model"))
                .setCreateTime(Times.timestamp(created))
                .build();
    }
}
