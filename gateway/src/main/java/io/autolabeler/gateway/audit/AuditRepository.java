package io.autolabeler.gateway.audit;

import io.autolabeler.gateway.v1.AuditEntry;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Times;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The audit list in PostgreSQL. */
@ApplicationScoped
class AuditRepository {
    private final Database database;

    AuditRepository(Database database) {
        this.database = database;
    }

    /** An entry with the id that orders the list. */
    record Listed(UUID id, AuditEntry entry) {}

    void add(UUID keyId, String method, String path, int status) {
        database.update(
                "insert into audit_entry (key_id, method, path, status) values ($1, $2, $3, $4)",
                keyId,
                method,
                path,
                status);
    }

    /** Newest first, before the given id. */
    List<Listed> list(@Nullable UUID before, int limit) {
        return database.list(
                "select * from audit_entry where $1::uuid is null or id < $1 order by id desc limit $2",
                AuditRepository::listed,
                before,
                limit);
    }

    private static Listed listed(Row row) {
        return new Listed(
                row.getUUID("id"),
                AuditEntry.newBuilder()
                        .setTime(Times.timestamp(row.getOffsetDateTime("time")))
                        .setKeyId(row.getUUID("key_id").toString())
                        .setMethod(row.getString("method"))
                        .setPath(row.getString("path"))
                        .setStatus(row.getInteger("status"))
                        .build());
    }
}
