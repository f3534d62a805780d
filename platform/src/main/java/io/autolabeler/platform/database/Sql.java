package io.autolabeler.platform.database;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Statements against one connection or the pool, written as blocking calls for virtual threads.
 *
 * <p>Every statement ends within a deadline, so that a frozen database surfaces as a transient fault instead of a thread
 * that hangs. Not for event-loop threads.
 */
public class Sql {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final SqlClient client;

    Sql(SqlClient client) {
        this.client = client;
    }

    /** The rows in the statement's order, each turned into a value; empty when there are none. */
    public <T> List<T> list(String sql, Function<Row, T> toValue, @Nullable Object... parameters) {
        List<T> values = new ArrayList<>();
        for (Row row : run(sql, Tuple.tuple(arguments(parameters)))) {
            values.add(toValue.apply(row));
        }
        return values;
    }

    /** The first row, turned into a value. */
    public <T> Optional<T> first(String sql, Function<Row, T> toValue, @Nullable Object... parameters) {
        for (Row row : run(sql, Tuple.tuple(arguments(parameters)))) {
            return Optional.of(toValue.apply(row));
        }
        return Optional.empty();
    }

    /** How many rows the statement changed. */
    public int update(String sql, @Nullable Object... parameters) {
        return run(sql, Tuple.tuple(arguments(parameters))).rowCount();
    }

    /** Runs the statement once per tuple, pipelined in one round trip; returns how many rows changed in all. */
    public int batch(String sql, List<Tuple> tuples) {
        if (tuples.isEmpty()) {
            return 0;
        }
        RowSet<Row> result =
                client.preparedQuery(sql).executeBatch(tuples).await().atMost(DEADLINE);
        int changed = 0;
        for (RowSet<Row> each = result; each != null; each = each.next()) {
            changed += each.rowCount();
        }
        return changed;
    }

    private RowSet<Row> run(String sql, Tuple parameters) {
        return client.preparedQuery(sql).execute(parameters).await().atMost(DEADLINE);
    }

    private static List<Object> arguments(@Nullable Object... parameters) {
        List<Object> arguments = new ArrayList<>(parameters.length);
        for (Object parameter : parameters) {
            arguments.add(parameter);
        }
        return arguments;
    }
}
