package io.autolabeler.monitoring.metric;

import io.autolabeler.monitoring.metric.Tally.Key;
import io.autolabeler.monitoring.metric.Tally.Sum;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Transaction;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Metric points in PostgreSQL. */
@Singleton
public class MetricRepository {
    private static final String WHERE = """
            where metric = any($1::text[]) and ($2::text[] is null or project_id = any($2::text[]::uuid[]))
              and ($3::uuid is null or run_id = $3) and ($4::text is null or dimension = $4)
              and ($5::timestamptz is null or minute >= $5) and ($6::timestamptz is null or minute < $6)\s""";

    private final Database database;

    MetricRepository(Database database) {
        this.database = database;
    }

    /**
     * Which points are meant; null: all.
     *
     * @param start included
     * @param end not included
     */
    public record Selection(
            List<Metric> metrics,
            String @Nullable [] projects,
            @Nullable UUID runId,
            @Nullable String dimension,
            @Nullable Instant start,
            @Nullable Instant end) {

        /** All points of the metrics in a window. */
        public static Selection window(List<Metric> metrics, String @Nullable [] projects, Instant start, Instant end) {
            return new Selection(metrics, projects, null, null, start, end);
        }

        /** All points of a run, whenever they were. */
        public static Selection run(List<Metric> metrics, UUID runId) {
            return new Selection(metrics, null, runId, null, null, null);
        }
    }

    /** Adds the tally's rows in one statement. */
    void add(Transaction transaction, Tally tally) {
        SortedMap<Key, Sum> sums = tally.sums();
        if (sums.isEmpty()) {
            return;
        }
        Collection<Key> keys = sums.keySet();
        Collection<Sum> values = sums.values();
        transaction.update(
                """
                insert into metric_point as p (metric, project_id, run_id, dimension, minute, count, sum, min, max)
                select metric, project_id, run_id, dimension, minute, count, sum::numeric, least, most
                from unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[], $5::timestamptz[], $6::int8[], $7::text[],
                    $8::float8[], $9::float8[])
                    as added (metric, project_id, run_id, dimension, minute, count, sum, least, most)
                on conflict (metric, project_id, run_id, dimension, minute) do update
                set count = p.count + excluded.count, sum = p.sum + excluded.sum,
                    min = least(p.min, excluded.min), max = greatest(p.max, excluded.max)""",
                column(keys, key -> key.metric().key(), String[]::new),
                column(keys, key -> key.scope().projectId(), UUID[]::new),
                column(keys, key -> key.scope().runId(), UUID[]::new),
                column(keys, Key::dimension, String[]::new),
                column(keys, key -> time(key.scope().minute()), OffsetDateTime[]::new),
                column(values, Sum::count, Long[]::new),
                column(values, each -> each.sum().toPlainString(), String[]::new),
                column(values, Sum::least, Double[]::new),
                column(values, Sum::most, Double[]::new));
    }

    /** The points by metric and dimension, added up over the whole selection. */
    public List<Total> totals(Selection selection) {
        return database.list("""
                select metric, min(minute) as bucket, dimension, sum(count)::int8 as count, sum(sum)::float8 as sum,
                    min(min) as min, max(max) as max
                from metric_point\s""" + WHERE + """
                group by metric, dimension having sum(count) <> 0 order by metric, dimension""", MetricRepository::total, parameters(selection));
    }

    /** The points by metric, bucket of so many minutes from the origin, and dimension. */
    public List<Total> buckets(Selection selection, Instant origin, int stepMinutes) {
        @Nullable Object[] parameters = new Object[8];
        System.arraycopy(parameters(selection), 0, parameters, 0, 6);
        parameters[6] = time(origin);
        parameters[7] = stepMinutes;
        return database.list("""
                select metric, date_bin(make_interval(mins => $8), minute, $7) as bucket, dimension,
                    sum(count)::int8 as count, sum(sum)::float8 as sum, min(min) as min, max(max) as max
                from metric_point\s""" + WHERE + """
                group by metric, bucket, dimension having sum(count) <> 0 order by bucket, metric, dimension""", MetricRepository::total, parameters);
    }

    /** The newest point of the selection. */
    public Optional<Total> newest(Selection selection) {
        return database.first("""
                select metric, minute as bucket, '' as dimension, sum(count)::int8 as count, sum(sum)::float8 as sum,
                    min(min) as min, max(max) as max
                from metric_point\s""" + WHERE + """
                group by metric, minute having sum(count) <> 0 order by minute desc limit 1""", MetricRepository::total, parameters(selection));
    }

    private static @Nullable Object[] parameters(Selection selection) {
        return new @Nullable Object[] {
            selection.metrics().stream().map(Metric::key).toArray(String[]::new),
            selection.projects(),
            selection.runId(),
            selection.dimension(),
            selection.start() == null ? null : time(selection.start()),
            selection.end() == null ? null : time(selection.end())
        };
    }

    private static Total total(Row row) {
        return new Total(
                Metric.named(row.getString("metric")).orElseThrow(),
                row.getOffsetDateTime("bucket").toInstant(),
                row.getString("dimension"),
                row.getLong("count"),
                row.getDouble("sum"),
                row.getDouble("min"),
                row.getDouble("max"));
    }

    private static <T, V> V[] column(Collection<T> rows, Function<T, V> value, IntFunction<V[]> array) {
        return rows.stream().map(value).toArray(array);
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
