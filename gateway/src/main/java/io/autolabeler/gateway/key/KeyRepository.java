package io.autolabeler.gateway.key;

import io.autolabeler.gateway.access.Identity;
import io.autolabeler.gateway.v1.ApiKey;
import io.autolabeler.gateway.v1.Role;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Times;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** API keys in PostgreSQL, by their hash only. */
@ApplicationScoped
public class KeyRepository {
    /** Everything before the random part that tells keys apart at a glance. */
    static final int PREFIX = 10;

    private static final String VALID = "deleted_time is null and (expire_time is null or expire_time > now())";

    private final Database database;

    KeyRepository(Database database) {
        this.database = database;
    }

    /** The key's holder, if the key is known, not revoked and not expired; remembers the use, to the minute. */
    public Optional<Identity> find(String key) {
        byte[] hash = Secrets.hash(key);
        Optional<Identity> found = database.first(
                "select * from api_key where hash = $1 and " + VALID, KeyRepository::identity, Buffer.buffer(hash));
        found.ifPresent(identity -> used(identity.keyId()));
        return found;
    }

    private void used(UUID id) {
        database.update("""
            update api_key set last_used_time = now()
            where id = $1 and (last_used_time is null or last_used_time < now() - interval '1 minute')\
            """, id);
    }

    /** Stores the key under its hash; false if this very key is stored already. */
    boolean insertOnce(String key, ApiKey described) {
        return insert(key, described).isPresent();
    }

    /** Stores a new key and returns what is known of it, without the key. */
    ApiKey create(String key, ApiKey described) {
        return insert(key, described)
                .flatMap(this::get)
                .orElseThrow(() -> new IllegalStateException("two random keys of 256 bits are the same"));
    }

    private Optional<UUID> insert(String key, ApiKey described) {
        @Nullable OffsetDateTime expires = described.hasExpireTime() ? Times.time(described.getExpireTime()) : null;
        return database.first(
                """
                insert into api_key (name, prefix, hash, role, project_ids, expire_time)
                values ($1, $2, $3, $4, $5, $6) on conflict (hash) do nothing returning id\
                """,
                row -> row.getUUID(0),
                described.getName(),
                key.substring(0, PREFIX),
                Buffer.buffer(Secrets.hash(key)),
                described.getRole().name(),
                described.getProjectIdsList().stream().map(UUID::fromString).toArray(UUID[]::new),
                expires);
    }

    private Optional<ApiKey> get(UUID id) {
        return database.first("select * from api_key where id = $1", KeyRepository::described, id);
    }

    /** Keys that are not revoked, newest first, before the given id. */
    List<ApiKey> list(@Nullable UUID before, int limit) {
        return database.list("""
            select * from api_key where deleted_time is null and ($1::uuid is null or id < $1)
            order by id desc limit $2\
            """, KeyRepository::described, before, limit);
    }

    /** Revokes the key; false if there is none. */
    boolean delete(UUID id) {
        return database.update("update api_key set deleted_time = now() where id = $1 and deleted_time is null", id)
                == 1;
    }

    /** Whom the row of a key stands for. */
    public static Identity identity(Row row) {
        return new Identity(
                row.getUUID("id"),
                row.getString("name"),
                Role.Value.valueOf(row.getString("role")),
                Arrays.asList(row.getArrayOfUUIDs("project_ids")),
                "");
    }

    private static ApiKey described(Row row) {
        ApiKey.Builder key = ApiKey.newBuilder()
                .setId(row.getUUID("id").toString())
                .setName(row.getString("name"))
                .setRole(Role.Value.valueOf(row.getString("role")))
                .setPrefix(row.getString("prefix"))
                .setCreateTime(Times.timestamp(row.getOffsetDateTime("create_time")));
        Arrays.stream(row.getArrayOfUUIDs("project_ids")).map(UUID::toString).forEach(key::addProjectIds);
        Optional.ofNullable(row.getOffsetDateTime("expire_time"))
                .ifPresent(time -> key.setExpireTime(Times.timestamp(time)));
        Optional.ofNullable(row.getOffsetDateTime("last_used_time"))
                .ifPresent(time -> key.setLastUsedTime(Times.timestamp(time)));
        return key.build();
    }
}
