package io.autolabeler.retrieval.knowledge;

import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Times;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.retrieval.v1.KnowledgeBase;
import io.autolabeler.retrieval.v1.LabelCount;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Knowledge bases as rows; one comes with its project's first example. */
@Singleton
class KnowledgeBaseRepository {
    private final Database database;

    KnowledgeBaseRepository(Database database) {
        this.database = database;
    }

    /** The next revision, with the knowledge base locked until the transaction ends; empty if the project is gone. */
    Optional<Integer> next(Transaction transaction, UUID projectId) {
        return transaction.first("""
                insert into knowledge_base (project_id, revision) values ($1, 1)
                on conflict (project_id) do update
                    set revision = knowledge_base.revision + 1, update_time = now()
                    where not knowledge_base.deleted
                returning revision""", row -> row.getInteger(0), projectId);
    }

    /** Marks the project as gone, for good. */
    void markDeleted(Transaction transaction, UUID projectId) {
        transaction.update("""
                insert into knowledge_base (project_id, deleted) values ($1, true)
                on conflict (project_id) do update set deleted = true, update_time = now()""", projectId);
    }

    Optional<KnowledgeBase> find(UUID projectId) {
        return page("project_id = $1::uuid", 1, projectId).stream().findFirst();
    }

    /** Knowledge bases by id, after the given one; null filters mean all. */
    List<KnowledgeBase> list(String @Nullable [] only, @Nullable UUID after, int limit) {
        return page(
                "($1::text[] is null or project_id::text = any($1)) and ($2::uuid is null or project_id > $2)",
                limit,
                only,
                after);
    }

    private List<KnowledgeBase> page(String condition, int limit, @Nullable Object... parameters) {
        List<KnowledgeBase> bases = database.list(
                "select project_id, update_time from knowledge_base where not deleted and " + condition
                        + " order by project_id limit " + limit,
                KnowledgeBaseRepository::base,
                parameters);
        return bases.stream().map(this::withCounts).toList();
    }

    private KnowledgeBase withCounts(KnowledgeBase base) {
        List<LabelCount> counts = database.list(
                """
                select label, count(*)::int from example where project_id = $1 and label is not null
                group by label order by 2 desc, 1""",
                row -> LabelCount.newBuilder()
                        .setLabel(row.getString(0))
                        .setCount(row.getInteger(1))
                        .build(),
                UUID.fromString(base.getId()));
        int all = counts.stream().mapToInt(LabelCount::getCount).sum();
        return base.toBuilder().addAllLabels(counts).setExampleCount(all).build();
    }

    private static KnowledgeBase base(Row row) {
        OffsetDateTime updated = row.getOffsetDateTime("update_time");
        return KnowledgeBase.newBuilder()
                .setId(row.getUUID("project_id").toString())
                .setUpdateTime(Times.timestamp(updated))
                .build();
    }
}
