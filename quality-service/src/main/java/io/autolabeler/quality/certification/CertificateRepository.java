package io.autolabeler.quality.certification;

import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Sql;
import io.autolabeler.quality.calibration.Subject;
import io.autolabeler.quality.certification.Certification.Certified;
import io.autolabeler.quality.certification.Certification.NotCertified;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Promises that are asked for and certificates, in PostgreSQL. */
@Singleton
class CertificateRepository {
    static final double MISS = 0.05;

    private static final String OF_WANTED =
            " project_id = $1 and model = $2 and prompt_version = $3 and max_risk = $4 ";

    private final Database database;

    CertificateRepository(Database database) {
        this.database = database;
    }

    /** What is asked for: at most this share of wrong labels among those accepted from an annotator. */
    record Wanted(Subject subject, double maxRisk) {
        Risk risk() {
            return new Risk(maxRisk, MISS);
        }
    }

    /**
     * A wanted promise whose annotator has other observations than when it was last looked at.
     *
     * @param revision of what is known of the annotator now
     * @param watched the revision when it was last looked at
     * @param tries since the last certificate that audits broke
     */
    record Due(Wanted wanted, long revision, long watched, Tries tries) {}

    /** Notes that somebody asks for it. */
    void want(Wanted wanted) {
        database.update(
                "insert into certification (project_id, model, prompt_version, max_risk) values ($1, $2, $3, $4) on conflict do nothing",
                wanted.subject().projectId(),
                wanted.subject().model(),
                wanted.subject().promptVersion(),
                wanted.maxRisk());
    }

    List<Due> due() {
        return database.list("""
                select w.*, s.revision from certification w
                join calibration_subject s using (project_id, model, prompt_version)
                where s.revision <> w.watched_revision
                order by project_id, model, prompt_version, max_risk limit 100""", CertificateRepository::due);
    }

    private static Due due(Row row) {
        Wanted wanted = new Wanted(subject(row), row.getDouble("max_risk"));
        return new Due(
                wanted,
                row.getLong("revision"),
                row.getLong("watched_revision"),
                new Tries(wanted.risk(), row.getInteger("tries"), row.getInteger("tried_count")));
    }

    /** Notes that it was looked at; false if another replica did so meanwhile. */
    boolean mark(Sql sql, Due due, Tries tries) {
        return sql.update(
                        "update certification set watched_revision = $5, tried_count = $6, tries = $7 where" + OF_WANTED
                                + "and watched_revision = $8",
                        due.wanted().subject().projectId(),
                        due.wanted().subject().model(),
                        due.wanted().subject().promptVersion(),
                        due.wanted().maxRisk(),
                        due.revision(),
                        tries.items(),
                        tries.made(),
                        due.watched())
                == 1;
    }

    Optional<StoredCertificate> newest(Wanted wanted) {
        return database.first(
                "select * from certificate where" + OF_WANTED + "order by id desc limit 1",
                CertificateRepository::certificate,
                wanted.subject().projectId(),
                wanted.subject().model(),
                wanted.subject().promptVersion(),
                wanted.maxRisk());
    }

    /** When the promise that audits broke last was made: what was seen before it says nothing of the stream as it is now. */
    @Nullable
    OffsetDateTime lastBroken(Wanted wanted) {
        return database.first(
                        "select create_time from certificate where" + OF_WANTED
                                + "and suspend_time is not null order by id desc limit 1",
                        row -> row.getOffsetDateTime(0),
                        wanted.subject().projectId(),
                        wanted.subject().model(),
                        wanted.subject().promptVersion(),
                        wanted.maxRisk())
                .orElse(null);
    }

    void insert(Sql sql, Wanted wanted, Certification outcome, int tryNumber) {
        @Nullable AcceptedSet accepted = outcome instanceof Certified certified ? certified.accepted() : null;
        @Nullable
        Integer more =
                outcome instanceof NotCertified refused ? refused.moreGold().orElse(null) : null;
        int checked = switch (outcome) {
            case Certified certified -> certified.checked();
            case NotCertified refused -> refused.checked();
        };
        sql.update(
                """
                insert into certificate (project_id, model, prompt_version, max_risk, miss, threshold, accepted, errors,
                    checked, more_labels, try_number)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)""",
                wanted.subject().projectId(),
                wanted.subject().model(),
                wanted.subject().promptVersion(),
                wanted.maxRisk(),
                MISS,
                accepted == null ? null : accepted.threshold(),
                accepted == null ? 0 : (int) accepted.items(),
                accepted == null ? 0 : (int) accepted.errors(),
                checked,
                more,
                tryNumber);
    }

    void putAudit(Sql sql, UUID id, StoredCertificate.Audit audit, boolean suspend) {
        sql.update("""
                update certificate set audited = $2, audit_errors = $3,
                    suspend_time = case when $4 then coalesce(suspend_time, clock_timestamp()) else suspend_time end
                where id = $1""", id, audit.audited(), audit.errors(), suspend);
    }

    /** Promises whose certificates changed within the last minute, by any replica's clock that is less than that off. */
    List<Wanted> recentlyChanged() {
        return database.list("""
                select distinct project_id, model, prompt_version, max_risk from certificate
                where create_time > now() - interval '1 minute' or suspend_time > now() - interval '1 minute'""", row -> new Wanted(subject(row), row.getDouble("max_risk")));
    }

    /** Forgets what was asked for and promised of a project. */
    void deleteProject(Sql sql, UUID projectId) {
        sql.update("delete from certification where project_id = $1", projectId);
        sql.update("delete from certificate where project_id = $1", projectId);
    }

    /** A certificate and whether there is one newer. */
    record Listed(StoredCertificate certificate, boolean replaced) {}

    /**
     * Certificates, newest first, before the given one; a null filter means all.
     *
     * @param inUse only the newest of each project and model, whatever its prompt and promise
     */
    List<Listed> list(String @Nullable [] only, boolean inUse, @Nullable UUID before, int limit) {
        return database.list(
                """
                select c.*, exists (select from certificate n where n.project_id = c.project_id and n.model = c.model
                    and n.prompt_version = c.prompt_version and n.max_risk = c.max_risk and n.id > c.id) as replaced
                from certificate c
                where ($1::text[] is null or project_id = any($1::text[]::uuid[])) and ($2::uuid is null or id < $2)
                    and not ($4 and exists (select from certificate n where n.project_id = c.project_id and n.model = c.model
                        and n.id > c.id))
                order by id desc limit $3""", row -> new Listed(certificate(row), row.getBoolean("replaced")), only, before, limit, inUse);
    }

    private static Subject subject(Row row) {
        return new Subject(row.getUUID("project_id"), row.getString("model"), row.getString("prompt_version"));
    }

    private static StoredCertificate certificate(Row row) {
        return new StoredCertificate(
                row.getUUID("id"),
                subject(row),
                outcome(row),
                new StoredCertificate.Audit(row.getInteger("audited"), row.getInteger("audit_errors")),
                row.getOffsetDateTime("suspend_time"),
                row.getOffsetDateTime("create_time"),
                row.getInteger("try_number"));
    }

    private static Certification outcome(Row row) {
        Risk risk = new Risk(row.getDouble("max_risk"), row.getDouble("miss"));
        int checked = row.getInteger("checked");
        @Nullable Double threshold = row.getDouble("threshold");
        return threshold == null
                ? new NotCertified(risk, checked, Optional.ofNullable(row.getInteger("more_labels")))
                : new Certified(
                        risk, AcceptedSet.of(threshold, row.getInteger("accepted"), row.getInteger("errors")), checked);
    }
}
