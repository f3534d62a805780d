package io.autolabeler.retrieval.search;

import io.autolabeler.platform.database.Database;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What the index reads of the database: how far a knowledge base has come, its changes, and the examples found. */
@Singleton
class IndexFeedRepository {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final Database database;

    IndexFeedRepository(Database database) {
        this.database = database;
    }

    /** The revision of the project's knowledge base; empty if it has none or is gone. */
    Optional<Integer> revision(UUID projectId) {
        return database.first(
                "select revision from knowledge_base where project_id = $1 and not deleted",
                row -> row.getInteger(0),
                projectId);
    }

    /** Those of the projects that have a knowledge base. */
    Set<UUID> alive(List<UUID> projectIds) {
        return new HashSet<>(database.list(
                "select project_id from knowledge_base where project_id = any($1) and not deleted",
                row -> row.getUUID(0),
                (Object) projectIds.toArray(UUID[]::new)));
    }

    /** The first changes after a revision, oldest first; vectors of another model count as none. */
    List<IndexedExample> changes(UUID projectId, int afterRevision, String model, int limit) {
        return changes(projectId, new IndexedExample(BEFORE_ALL, "", "", null, afterRevision + 1), model, limit);
    }

    /** The changes that follow a change. */
    List<IndexedExample> changes(UUID projectId, IndexedExample after, String model, int limit) {
        return database.list("""
                select id, item_id, content_hash, case when model = $4 and label is not null then vector end, revision
                from example where project_id = $1 and (revision, id) > ($2, $3)
                order by revision, id limit $5""", IndexFeedRepository::indexed, projectId, after.revision(), after.id(), model, limit);
    }

    /** The examples that are still there, by id. */
    Map<UUID, StoredExample> examples(Set<UUID> ids) {
        Map<UUID, StoredExample> found = new HashMap<>();
        database.list(StoredExample.SELECT + " where id = any($1) and label is not null", StoredExample::from, (Object)
                        ids.toArray(UUID[]::new))
                .forEach(example -> found.put(example.id(), example));
        return found;
    }

    private static IndexedExample indexed(Row row) {
        Buffer vector = row.get(Buffer.class, 3);
        String hash = row.getString(2);
        return new IndexedExample(
                row.getUUID(0),
                row.getString(1),
                hash == null ? "" : hash,
                vector == null ? null : VectorBytes.vector(vector),
                row.getInteger(4));
    }
}
