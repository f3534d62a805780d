package io.autolabeler.quality.review;

import io.autolabeler.common.v1.Route;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Sql;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.quality.v1.ReviewStats;
import io.autolabeler.quality.v1.ReviewTask;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Review tasks in PostgreSQL. Leases end by the database's clock, without a job. */
@Singleton
class ReviewRepository {
    private static final String SELECT = """
            select t.*, r.labels, r.dataset_id, coalesce(t.lease_expire_time > now(), false) as leased
            from review_task t join review_run r on r.run_id = t.run_id\s""";

    private final Database database;

    ReviewRepository(Database database) {
        this.database = database;
    }

    /** Which tasks of the queue are meant; null: all. */
    record Filter(String @Nullable [] projects, @Nullable String route) {
        static Filter of(String @Nullable [] projects, Route.Value route) {
            return new Filter(projects, route == Route.Value.UNSPECIFIED ? null : route.name());
        }
    }

    Optional<StoredTask> find(UUID id) {
        return database.first(SELECT + "where t.id = $1", StoredTask::from, id);
    }

    /** The task, locked until the transaction ends. */
    Optional<StoredTask> lock(Transaction transaction, UUID id) {
        return transaction.first(SELECT + "where t.id = $1 for update of t", StoredTask::from, id);
    }

    /** Leases up to so many tasks: first those the reviewer holds, then the most uncertain, oldest first among equals. */
    List<StoredTask> lease(Transaction transaction, String reviewer, Filter filter, int count, Duration lease) {
        List<UUID> ids = new ArrayList<>(leaseRows(
                transaction, "t.lease_holder = $1 and t.lease_expire_time > now()", reviewer, filter, count, lease));
        if (ids.size() < count) {
            ids.addAll(leaseRows(transaction, """
                    (t.lease_expire_time is null or t.lease_expire_time <= now()) and not exists (
                        select from review_skip s
                        where s.task_id = t.id and s.reviewer = $1 and s.expire_time > now())""", reviewer, filter, count - ids.size(), lease));
        }
        return transaction.list(
                SELECT + "where t.id = any($1::uuid[]) order by array_position($1::uuid[], t.id)",
                StoredTask::from,
                (Object) ids.toArray(UUID[]::new));
    }

    private static List<UUID> leaseRows(
            Transaction transaction, String condition, String reviewer, Filter filter, int count, Duration lease) {
        return transaction.list(
                """
                with chosen as materialized (
                    select t.id from review_task t
                    where not t.decided and %s
                      and ($2::text[] is null or t.project_id = any($2::text[]::uuid[])) and ($3::text is null or t.route = $3)
                    order by t.skip_count, t.confidence, t.id limit $4 for update skip locked),
                leased as (
                    update review_task t set lease_holder = $1, lease_expire_time = now() + make_interval(secs => $5)
                    from chosen where t.id = chosen.id returning t.id, t.skip_count, t.confidence)
                select id from leased order by skip_count, confidence, id""".formatted(condition),
                row -> row.getUUID("id"),
                reviewer,
                filter.projects(),
                filter.route(),
                count,
                seconds(lease));
    }

    /** How many undecided tasks nobody holds. */
    int waiting(Filter filter) {
        return database.first("""
                        select count(*)::int from review_task t
                        where not t.decided and (t.lease_expire_time is null or t.lease_expire_time <= now())
                          and ($1::text[] is null or t.project_id = any($1::text[]::uuid[]))
                          and ($2::text is null or t.route = $2)""", row -> row.getInteger(0), filter.projects(), filter.route())
                .orElse(0);
    }

    void decide(Sql sql, UUID id, String label, String reviewer, @Nullable Double seconds) {
        sql.update("""
                update review_task set decided = true, decided_label = $2, decided_by = $3, decide_time = now(),
                    decide_seconds = $4, revision = revision + 1, lease_holder = null, lease_expire_time = null
                where id = $1""", id, label, reviewer, seconds);
    }

    void undo(Sql sql, UUID id, String reviewer, Duration lease) {
        sql.update("""
                update review_task set decided = false, decided_label = null, decide_time = null, decide_seconds = null,
                    revision = revision + 1, lease_holder = $2, lease_expire_time = now() + make_interval(secs => $3)
                where id = $1""", id, reviewer, seconds(lease));
    }

    /** Back into the queue behind the others. */
    void skip(Sql sql, UUID id) {
        sql.update("""
                update review_task set skip_count = skip_count + 1, lease_holder = null, lease_expire_time = null
                where id = $1""", id);
    }

    void escalate(Sql sql, UUID id) {
        sql.update("""
                update review_task set route = 'EXPERT_REVIEW', lease_holder = null, lease_expire_time = null
                where id = $1""", id);
    }

    /** Keeps the task from the reviewer for a while. */
    void keepFrom(Sql sql, UUID id, String reviewer, Duration pause) {
        sql.update("""
                insert into review_skip (task_id, reviewer, expire_time)
                values ($1, $2, now() + make_interval(secs => $3))
                on conflict (task_id, reviewer) do update set expire_time = excluded.expire_time""", id, reviewer, seconds(pause));
    }

    /** Tasks in the order they came in, after the given one; null filters mean all. */
    List<StoredTask> list(String @Nullable [] projects, ReviewTask.State state, @Nullable UUID after, int limit) {
        return database.list(SELECT + """
                        where ($1::text[] is null or t.project_id = any($1::text[]::uuid[]))
                          and ($2::uuid is null or t.id > $2)
                          and case $3 when 'DECIDED' then t.decided
                                when 'LEASED' then not t.decided and coalesce(t.lease_expire_time > now(), false)
                                when 'OPEN' then not t.decided and coalesce(t.lease_expire_time <= now(), true)
                                else true end
                        order by t.id limit $4""", StoredTask::from, projects, after, state.name(), limit);
    }

    ReviewStats stats(String @Nullable [] projects) {
        return database.first("""
                        select count(*) filter (where not t.decided and not coalesce(t.lease_expire_time > now(), false))::int
                                as open,
                            count(*) filter (where not t.decided and t.lease_expire_time > now())::int as leased,
                            count(*) filter (where t.decided)::int as decided,
                            count(*) filter (where t.decided and t.decided_label = t.suggestion)::int as accepted
                        from review_task t where $1::text[] is null or t.project_id = any($1::text[]::uuid[])""", ReviewRepository::stats, (Object) projects).orElse(ReviewStats.getDefaultInstance());
    }

    private static ReviewStats stats(Row row) {
        return ReviewStats.newBuilder()
                .setOpen(row.getInteger("open"))
                .setLeased(row.getInteger("leased"))
                .setDecided(row.getInteger("decided"))
                .setAccepted(row.getInteger("accepted"))
                .build();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
