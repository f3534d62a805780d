package io.autolabeler.gateway.signin;

import io.autolabeler.gateway.access.Identity;
import io.autolabeler.gateway.key.KeyRepository;
import io.autolabeler.gateway.key.Secrets;
import io.autolabeler.platform.database.Database;
import io.quarkus.scheduler.Scheduled;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** One-time codes and the sessions they become, in PostgreSQL, by their hashes only. */
@ApplicationScoped
class SessionRepository {
    private final Database database;

    SessionRepository(Database database) {
        this.database = database;
    }

    /** Stores a code for the key's holder and returns when it expires. */
    OffsetDateTime addCode(String code, UUID keyId, int minutes) {
        return database.first("""
            insert into sign_in_code (hash, key_id, expire_time)
            values ($1, $2, now() + $3 * interval '1 minute') returning expire_time\
            """, row -> row.getOffsetDateTime(0), hash(code), keyId, minutes)
                .orElseThrow();
    }

    /** Turns the code into a session, in one transaction: a code works once. False if it is unknown, used or expired. */
    boolean redeem(String code, String session, int hours) {
        return database.inTransaction(transaction -> transaction
                .first(
                        "delete from sign_in_code where hash = $1 and expire_time > now() returning key_id",
                        row -> row.getUUID(0),
                        hash(code))
                .map(keyId -> transaction.update("""
                    insert into session (hash, key_id, expire_time)
                    values ($1, $2, now() + $3 * interval '1 hour')\
                    """, hash(session), keyId, hours) == 1)
                .orElse(false));
    }

    /** Whose session it is; empty if it is unknown or over, or its key is revoked or expired. */
    Optional<Identity> find(String session) {
        return database.first("""
            select k.* from session s join api_key k on k.id = s.key_id
            where s.hash = $1 and s.expire_time > now() and k.deleted_time is null
            and (k.expire_time is null or k.expire_time > now())\
            """, KeyRepository::identity, hash(session));
    }

    @Scheduled(every = "1h", delayed = "10m")
    void forgetExpired() {
        database.update("delete from sign_in_code where expire_time < now()");
        database.update("delete from session where expire_time < now()");
    }

    private static Buffer hash(String secret) {
        return Buffer.buffer(Secrets.hash(secret));
    }
}
