package io.autolabeler.quality.review;

import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Sql;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.quality.v1.ReviewTask;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Review tasks and the decisions on them, in PostgreSQL. */
@Singleton
class ReviewRepository {
    private final Database database;

    ReviewRepository(Database database) {
        this.database = database;
    }

    /** Throws if there is none. */
    StoredTask get(UUID id) {
        return database.first(TaskRow.SELECT + "where t.id = $1", TaskRow::task, id)
                .orElseThrow(() -> missing(id));
    }

    /**
     * The task, locked until the transaction ends. Read after the lock is held, so that its decisions are the newest. Throws if
     * there is none.
     */
    StoredTask lock(Transaction transaction, UUID id) {
        transaction.list("select id from review_task where id = $1 for update", row -> row.getUUID(0), id);
        return transaction
                .first(TaskRow.SELECT + "where t.id = $1", TaskRow::task, id)
                .orElseThrow(() -> missing(id));
    }

    private static ServiceException missing(UUID id) {
        return ServiceException.notFound("review task", id.toString());
    }

    /** Tasks in the order they came in, after the given one; null filters mean all. */
    List<StoredTask> list(String @Nullable [] projects, ReviewTask.State state, @Nullable UUID after, int limit) {
        return database.list(TaskRow.SELECT + """
                        where ($1::text[] is null or t.project_id = any($1::text[]::uuid[]))
                          and ($2::uuid is null or t.id > $2)
                          and case $3 when 'DECIDED' then t.decided
                                when 'LEASED' then not t.decided and now() < any(t.lease_ends)
                                when 'OPEN' then not t.decided and not now() < any(t.lease_ends)
                                else true end
                        order by t.id limit $4""", TaskRow::task, projects, after, state.name(), limit);
    }

    void putDecision(Sql sql, UUID id, StoredTask.Decision decision, @Nullable Double seconds) {
        sql.update("""
                insert into review_decision (task_id, reviewer, answer, adjudicated, seconds)
                values ($1, $2, $3, $4, $5)""", id, decision.reviewer(), decision.answer().text(), decision.adjudicated(), seconds);
    }

    void removeDecision(Sql sql, UUID id, String reviewer) {
        sql.update("delete from review_decision where task_id = $1 and reviewer = $2", id, reviewer);
    }

    /** The reviewer has decided; co-reviewers are still to come. */
    void await(Sql sql, UUID id, String reviewer) {
        sql.update(
                "update review_task set deciders = array_append(deciders, $2), revision = revision + 1 where id = $1",
                id,
                reviewer);
    }

    /** The reviewer's decision was the last one needed: the task is decided. */
    void settle(Sql sql, UUID id, String reviewer, Answer answer) {
        sql.update("""
                update review_task set decided = true, decided_label = $3, decide_time = now(), revision = revision + 1,
                    deciders = case when adjudication then deciders else array_append(deciders, $2) end,
                    lease_holders = '{}', lease_ends = '{}'
                where id = $1""", id, reviewer, answer.text());
    }

    /** The reviewer's decision was the last one needed, and they differ: somebody else is to decide. */
    void adjudicate(Sql sql, UUID id, String reviewer) {
        sql.update("""
                update review_task set adjudication = true, asked_route = route, route = 'EXPERT_REVIEW', skip_count = 0,
                    deciders = array_append(deciders, $2), revision = revision + 1, lease_holders = '{}', lease_ends = '{}'
                where id = $1""", id, reviewer);
    }

    /** The adjudicator's decision, or that of a reviewer before any adjudicator looked, is taken back: it is undecided again. */
    void reopen(Sql sql, UUID id, String reviewer, boolean adjudicated) {
        sql.update("""
                update review_task set decided = false, decided_label = null, decide_time = null, revision = revision + 1,
                    adjudication = $3, deciders = case when $3 then deciders else array_remove(deciders, $2) end,
                    adjudicator_looked = adjudicator_looked and $3,
                    route = case when adjudication and not $3 then asked_route else route end
                where id = $1""", id, reviewer, adjudicated);
    }

    /** A decision that no longer decides anything is taken back. */
    void grow(Sql sql, UUID id) {
        sql.update("update review_task set revision = revision + 1 where id = $1", id);
    }

    /** Behind the others. */
    void skip(Sql sql, UUID id) {
        sql.update("update review_task set skip_count = skip_count + 1 where id = $1", id);
    }

    void escalate(Sql sql, UUID id) {
        sql.update("update review_task set route = 'EXPERT_REVIEW' where id = $1", id);
    }

    /** A skipped task is where it was before; an escalated one has the route again that it had. */
    void takeBack(Sql sql, UUID id, PutAside putAside) {
        sql.update("""
                update review_task set revision = revision + 1, route = coalesce($2, route),
                    skip_count = case when $2::text is null then greatest(0, skip_count - 1) else skip_count end
                where id = $1""", id, putAside.escalatedFrom());
    }

    /**
     * That a reviewer has put a task aside.
     *
     * @param kept the task is still kept from the reviewer
     * @param escalatedFrom the route that escalating changed; null: skipped
     */
    record PutAside(boolean kept, @Nullable String escalatedFrom) {}

    Optional<PutAside> putAside(Sql sql, UUID id, String reviewer) {
        return sql.first(
                "select expire_time > now(), escalated_from from review_skip where task_id = $1 and reviewer = $2",
                row -> new PutAside(row.getBoolean(0), row.getString(1)),
                id,
                reviewer);
    }

    /** Keeps the task from the reviewer for a while. */
    void keepFrom(Sql sql, UUID id, String reviewer, @Nullable String escalatedFrom, Duration pause) {
        sql.update("""
                insert into review_skip (task_id, reviewer, expire_time, escalated_from)
                values ($1, $2, now() + make_interval(secs => $3), $4)
                on conflict (task_id, reviewer)
                do update set expire_time = excluded.expire_time, escalated_from = excluded.escalated_from""", id, reviewer, LeaseRepository.seconds(pause), escalatedFrom);
    }

    /** The reviewer may have the task again. */
    void keepNoLonger(Sql sql, UUID id, String reviewer) {
        sql.update("delete from review_skip where task_id = $1 and reviewer = $2", id, reviewer);
    }
}
