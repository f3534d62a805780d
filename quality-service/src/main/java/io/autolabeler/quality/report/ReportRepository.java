package io.autolabeler.quality.report;

import io.autolabeler.labeling.v1.FileFormat;
import io.autolabeler.platform.caller.Caller;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Sql;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.quality.v1.Report;
import io.autolabeler.quality.v1.ReportKind;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reports in PostgreSQL, and who works on them. */
@Singleton
public class ReportRepository {
    private final Database database;

    ReportRepository(Database database) {
        this.database = database;
    }

    /** A new report that waits for its file. */
    StoredReport insert(String caller, ReportKind.Value kind, FileFormat.Value format, Report settings) {
        return database.first(
                        """
                        insert into report (kind, caller, format, settings, run_id, project_id)
                        values ($1, $2, $3, $4, nullif($5, '')::uuid, nullif($6, '')::uuid) returning *""",
                        StoredReport::from,
                        kind.name(),
                        caller,
                        format.name(),
                        Buffer.buffer(settings.toByteArray()),
                        settings.getRunId(),
                        settings.getProjectId())
                .orElseThrow();
    }

    /** Forgets what was said of runs that are gone. */
    public void deleteOfRuns(Transaction transaction, List<String> runIds) {
        transaction.update(
                "delete from report where run_id = any($1::text[]::uuid[])", (Object) runIds.toArray(String[]::new));
    }

    Optional<StoredReport> find(UUID id) {
        return database.first("select * from report where id = $1", StoredReport::from, id);
    }

    /** The report, locked until the transaction ends. */
    Optional<StoredReport> lock(Sql transaction, UUID id) {
        return transaction.first("select * from report where id = $1 for update", StoredReport::from, id);
    }

    /** Reports that the caller may see without their results, newest first, before the given one; null filters mean all. */
    List<StoredReport> list(
            Caller caller, ReportKind.@Nullable Value kind, @Nullable UUID runId, @Nullable UUID before, int limit) {
        boolean bound = !caller.projects().isEmpty();
        return database.list(
                """
                select id, kind, state, caller, format, settings, input_bytes, progress, null::bytea as result, has_output,
                    error_field, error_message, attempt_count, create_time, finish_time
                from report
                where ($1::text is null or (caller = $1 and (run_id is null or project_id = any($6::text[]::uuid[]))))
                  and ($2::text is null or kind = $2)
                  and ($3::uuid is null or run_id = $3) and ($4::uuid is null or id < $4)
                order by id desc limit $5""",
                StoredReport::from,
                bound ? caller.keyId() : null,
                kind == null ? null : kind.name(),
                runId,
                before,
                limit,
                caller.projects().toArray(String[]::new));
    }

    boolean delete(UUID id) {
        return database.update("delete from report where id = $1", id) == 1;
    }

    /** Notes how far the file is; the last piece queues the report. */
    void received(Sql transaction, UUID id, long bytes, boolean last) {
        transaction.update(
                "update report set input_bytes = $2, state = $3 where id = $1",
                id,
                bytes,
                (last ? Report.State.QUEUED : Report.State.UPLOADING).name());
    }

    /** The oldest report that nobody works on, now the holder's; what an earlier attempt put out is gone. */
    Optional<StoredReport> claim(UUID holder, Duration lease) {
        return database.inTransaction(transaction -> {
            Optional<StoredReport> claimed = transaction.first("""
                    update report set state = 'RUNNING', attempt_count = attempt_count + 1, progress = 0,
                        lease_holder = $1, lease_expire_time = now() + make_interval(secs => $2)
                    where id = (select id from report
                        where state = 'QUEUED' or (state = 'RUNNING' and lease_expire_time < now())
                        order by id limit 1 for update skip locked)
                    returning *""", StoredReport::from, holder, lease.toMillis() / 1e3);
            claimed.ifPresent(each -> transaction.update("delete from report_output where report_id = $1", each.id()));
            return claimed;
        });
    }

    /** A sign of life; false if the report is gone or another's. */
    boolean keep(UUID id, UUID holder, double progress, Duration lease) {
        return database.update("""
                        update report set progress = $3, lease_expire_time = now() + make_interval(secs => $4)
                        where id = $1 and lease_holder = $2 and state = 'RUNNING'""", id, holder, progress, lease.toMillis() / 1e3) == 1;
    }

    /** Stores the result, unless the report is gone or another's. */
    void done(UUID id, UUID holder, Report result, boolean hasOutput) {
        database.update("""
                update report set state = 'DONE', progress = 1, result = $3, has_output = $4, finish_time = now(),
                    lease_holder = null, lease_expire_time = null
                where id = $1 and lease_holder = $2 and state = 'RUNNING'""", id, holder, Buffer.buffer(result.toByteArray()), hasOutput);
    }

    /** Stores why nothing came out, unless the report is gone or another's. */
    void failed(UUID id, UUID holder, String field, String message) {
        database.update("""
                update report set state = 'FAILED', error_field = $3, error_message = $4, finish_time = now(),
                    lease_holder = null, lease_expire_time = null
                where id = $1 and lease_holder = $2 and state = 'RUNNING'""", id, holder, field, message);
    }

    /** Removes reports older than that; those whose file never came after a day. */
    int deleteOld(Duration retention) {
        return database.update("""
                delete from report
                where create_time < now() - make_interval(secs => $1)
                   or (state = 'UPLOADING' and create_time < now() - interval '1 day')""", (double) retention.toSeconds());
    }
}
