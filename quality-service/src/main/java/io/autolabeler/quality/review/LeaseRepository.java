package io.autolabeler.quality.review;

import io.autolabeler.common.v1.Route;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Sql;
import io.autolabeler.platform.database.Transaction;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who holds which task, in PostgreSQL. Leases end by the database's clock, without a job. All that says whether a task may be
 * taken stands in its own row, so that a row that changed while it was waited for is judged anew.
 */
@Singleton
class LeaseRepository {
    /** True for a reviewer, $1, who holds the task. */
    private static final String HELD = """
            (t.lease_holders @> array[$1]::text[] and exists (
                select from unnest(t.lease_holders, t.lease_ends) l(holder, ends) where l.holder = $1 and l.ends > now()))""";

    /** True if the task needs one reviewer more and may be given to this one. */
    private static final String FREE = "not " + HELD + """
             and not t.deciders @> array[$1]::text[]
            and (select count(*) from unnest(t.lease_ends) ends where ends > now())
                < case when t.adjudication then 1 else t.reviewers_needed - cardinality(t.deciders) end
            and not exists (select from review_skip s
                where s.task_id = t.id and s.reviewer = $1 and s.expire_time > now())""";

    private static final String IN_QUEUE = """
             and not t.decided and ($2::text[] is null or t.project_id = any($2::text[]::uuid[]))
            and ($3::text is null or t.route = $3)""";

    private static final String OTHERS = """
            array(select l.%s from unnest(t.lease_holders, t.lease_ends) l(holder, ends)
                where l.holder <> $1 and l.ends > now())""";
    private static final String OTHER_HOLDERS = OTHERS.formatted("holder");
    private static final String OTHER_ENDS = OTHERS.formatted("ends");

    private final Database database;

    LeaseRepository(Database database) {
        this.database = database;
    }

    /** Which tasks of the queue are meant; null: all. */
    record Filter(String @Nullable [] projects, @Nullable String route) {
        static Filter of(String @Nullable [] projects, Route.Value route) {
            return new Filter(projects, route == Route.Value.UNSPECIFIED ? null : route.name());
        }
    }

    /** Leases up to so many tasks: first those the reviewer holds, then the least skipped, the least sure and oldest first. */
    List<StoredTask> lease(Transaction transaction, String reviewer, Filter filter, int count, Duration lease) {
        List<UUID> ids = new ArrayList<>(leaseRows(transaction, HELD, reviewer, filter, count, lease));
        if (ids.size() < count) {
            ids.addAll(leaseRows(transaction, FREE, reviewer, filter, count - ids.size(), lease));
        }
        return transaction.list(
                TaskRow.SELECT + "where t.id = any($1::uuid[]) order by array_position($1::uuid[], t.id)",
                TaskRow::task,
                (Object) ids.toArray(UUID[]::new));
    }

    private static List<UUID> leaseRows(
            Transaction transaction, String condition, String reviewer, Filter filter, int count, Duration lease) {
        return transaction.list(
                """
                with chosen as materialized (
                    select t.id from review_task t where %s%s
                    order by t.skip_count, t.urgency, t.id limit $4 for update skip locked),
                leased as (
                    update review_task t set lease_holders = %s || $1::text,
                        lease_ends = %s || (now() + make_interval(secs => $5)),
                        adjudicator_looked = t.adjudicator_looked or t.adjudication
                    from chosen where t.id = chosen.id returning t.id, t.skip_count, t.urgency)
                select id from leased order by skip_count, urgency, id""".formatted(condition, IN_QUEUE, OTHER_HOLDERS, OTHER_ENDS),
                row -> row.getUUID("id"),
                reviewer,
                filter.projects(),
                filter.route(),
                count,
                seconds(lease));
    }

    /** How many tasks the reviewer could be given. */
    int waiting(String reviewer, Filter filter) {
        return database.first(
                        "select count(*)::int from review_task t where " + FREE + IN_QUEUE,
                        row -> row.getInteger(0),
                        reviewer,
                        filter.projects(),
                        filter.route())
                .orElse(0);
    }

    /** Gives one task to the reviewer. */
    void take(Sql sql, UUID id, String reviewer, Duration lease) {
        sql.update(
                "update review_task t set lease_holders = " + OTHER_HOLDERS + " || $1::text, lease_ends = " + OTHER_ENDS
                        + " || (now() + make_interval(secs => $3)) where t.id = $2",
                reviewer,
                id,
                seconds(lease));
    }

    /** Takes one task from the reviewer. */
    void release(Sql sql, UUID id, String reviewer) {
        sql.update(
                "update review_task t set lease_holders = " + OTHER_HOLDERS + ", lease_ends = " + OTHER_ENDS
                        + " where t.id = $2",
                reviewer,
                id);
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
