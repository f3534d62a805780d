package io.autolabeler.labeling.annotator.ledger;

import io.autolabeler.platform.database.Sql;
import io.autolabeler.platform.database.Transaction;
import io.vertx.core.buffer.Buffer;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The statements of the ledger.
 *
 * <p>Locks are always taken in the order budget, attempts, so that reservations and settlements never deadlock.
 */
final class AttemptRepository {
    private static final String INSERT = """
            insert into attempt (id, run_id, chunk_id, item_id, project_id, model, request_hash, attempt_no, reserved_pico)
            select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::bytea[],
                $8::int[], $9::bigint[])""";

    private static final String LOWER = """
            with given as (select * from unnest($2::uuid[], $3::bigint[]) as given (id, cost)),
            before as (
                select a.id, a.reserved_pico, g.cost from attempt a join given g on g.id = a.id
                where a.state = 'IN_FLIGHT' and g.cost < a.reserved_pico),
            lowered as (
                update attempt a set reserved_pico = b.cost from before b where a.id = b.id
                returning b.reserved_pico - b.cost as freed)
            update run_budget set reserved_pico = reserved_pico - (select coalesce(sum(freed), 0) from lowered)::bigint
            where run_id = $1""";

    private static final String SETTLE = """
            with given as (
                select * from unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::int[], $6::bool[], $7::bigint[],
                    $8::float8[]) as given (id, state, outcome, input, output, estimated, cost, seconds)),
            before as (
                select a.id, a.run_id, a.state, a.reserved_pico, a.cost_pico from attempt a join given g on g.id = a.id
                where a.state in ('IN_FLIGHT', 'UNKNOWN')),
            changed as (
                update attempt a set state = g.state, outcome = g.outcome, input_tokens = g.input,
                    output_tokens = g.output, estimated = g.estimated, cost_pico = g.cost, seconds = g.seconds,
                    settle_time = now()
                from given g, before b where a.id = g.id and a.id = b.id),
            moved as (
                select b.run_id,
                    sum(case when b.state = 'IN_FLIGHT' then b.reserved_pico else 0 end)::bigint as released,
                    sum(g.cost - case when b.state = 'UNKNOWN' then b.cost_pico else 0 end)::bigint as spent,
                    sum(case when g.state = 'UNKNOWN' then g.cost else 0 end
                        - case when b.state = 'UNKNOWN' then b.cost_pico else 0 end)::bigint as unknown,
                    sum((g.state = 'UNKNOWN')::int - (b.state = 'UNKNOWN')::int)::int as unknowns,
                    sum(g.input)::bigint as input, sum(g.output)::bigint as output
                from before b join given g on g.id = b.id group by b.run_id)
            update run_budget r set reserved_pico = r.reserved_pico - m.released, spent_pico = r.spent_pico + m.spent,
                unknown_pico = r.unknown_pico + m.unknown, unknown_attempts = r.unknown_attempts + m.unknowns,
                input_tokens = r.input_tokens + m.input, output_tokens = r.output_tokens + m.output
            from moved m where r.run_id = m.run_id""";

    private static final String CLEAR = """
            update attempt a set request_hash = '' from (
                select id, request_hash from attempt where %s and request_hash <> '' limit $2) as slice
            where a.id = slice.id returning slice.request_hash""";

    private static final int CLEARED_AT_ONCE = 10_000;

    private AttemptRepository() {}

    /** A run's budget, locked until the transaction ends. */
    record Budget(UUID runId, long limitPico, long usedPico, boolean stopped) {
        /** Of a run without an account. */
        static Budget unlimited(UUID runId) {
            return new Budget(runId, 0, 0, false);
        }

        boolean allows(long pico) {
            return limitPico == 0 || pico <= limitPico - usedPico;
        }
    }

    static void insert(Sql sql, Collection<Attempt> attempts) {
        sql.update(
                INSERT,
                column(attempts, UUID[]::new, Attempt::id),
                column(attempts, UUID[]::new, Attempt::runId),
                column(attempts, UUID[]::new, Attempt::chunkId),
                column(attempts, UUID[]::new, Attempt::itemId),
                column(attempts, UUID[]::new, Attempt::projectId),
                column(attempts, String[]::new, Attempt::model),
                column(attempts, Buffer[]::new, AttemptRepository::hash),
                column(attempts, Integer[]::new, Attempt::number),
                column(attempts, Long[]::new, Attempt::reservedPico));
    }

    /** The budgets of the runs, locked in the order of their ids; a run without a row has none. */
    static List<Budget> lockBudgets(Transaction transaction, Collection<UUID> runIds) {
        return transaction.list(
                """
                select run_id, limit_pico, reserved_pico + spent_pico, stopped from run_budget
                where run_id = any($1) order by run_id for update""", row -> new Budget(row.getUUID(0), row.getLong(1), row.getLong(2), row.getBoolean(3)), (Object)
                        runIds.toArray(UUID[]::new));
    }

    /** Those of the runs that may make no further call. */
    static List<UUID> stopped(Transaction transaction, Collection<UUID> runIds) {
        return transaction.list(
                "select run_id from run_budget where run_id = any($1) and stopped", row -> row.getUUID(0), (Object)
                        runIds.toArray(UUID[]::new));
    }

    static void addReserved(Transaction transaction, UUID runId, long pico) {
        transaction.update("update run_budget set reserved_pico = reserved_pico + $2 where run_id = $1", runId, pico);
    }

    /** Lowers the reserves of calls whose cost is known by now; the budget must be locked. */
    static void lowerReserves(Transaction transaction, UUID runId, Collection<AttemptLedger.KnownCost> known) {
        transaction.update(
                LOWER,
                runId,
                column(known, UUID[]::new, AttemptLedger.KnownCost::attemptId),
                column(known, Long[]::new, AttemptLedger.KnownCost::costPico));
    }

    static void settle(Transaction transaction, Collection<Settled> ends) {
        UUID[] ids = ends.stream().map(Settled::id).toArray(UUID[]::new);
        transaction.list("""
                select run_id from run_budget
                where run_id in (select run_id from attempt where id = any($1)) order by run_id for update""", row -> row.getUUID(0), (Object) ids);
        transaction.update(
                SETTLE,
                ids,
                column(ends, String[]::new, each -> each.state().name()),
                column(ends, String[]::new, Settled::outcome),
                column(ends, Integer[]::new, each -> each.tokens().input()),
                column(ends, Integer[]::new, each -> each.tokens().output()),
                column(ends, Boolean[]::new, each -> each.tokens().estimated()),
                column(ends, Long[]::new, Settled::costPico),
                column(ends, Double[]::new, Settled::seconds));
    }

    /** Empties the hashes of the calls and hands them out, so many at once that a statement stays within its deadline. */
    static void clearHashes(Transaction transaction, String which, UUID id, Consumer<List<String>> taker) {
        List<String> hashes;
        do {
            hashes = transaction.list(
                    CLEAR.formatted(which),
                    row -> HexFormat.of().formatHex(row.getBuffer(0).getBytes()),
                    id,
                    CLEARED_AT_ONCE);
            if (!hashes.isEmpty()) {
                taker.accept(hashes);
            }
        } while (hashes.size() == CLEARED_AT_ONCE);
    }

    private static Buffer hash(Attempt attempt) {
        return Buffer.buffer(HexFormat.of().parseHex(attempt.requestHash()));
    }

    private static <T, C> @Nullable C[] column(
            Collection<T> rows, IntFunction<@Nullable C[]> array, Function<T, @Nullable C> value) {
        @Nullable C[] column = array.apply(rows.size());
        int i = 0;
        for (T row : rows) {
            column[i++] = value.apply(row);
        }
        return column;
    }
}
