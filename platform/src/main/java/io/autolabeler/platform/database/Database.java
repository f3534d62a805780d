package io.autolabeler.platform.database;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/** The service's own database. Thread-safe; blocks its caller, which must be a virtual or worker thread. */
@Singleton
public class Database extends Sql {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final Pool pool;

    Database(Pool pool) {
        super(pool);
        this.pool = pool;
    }

    /** Runs the work in one transaction and returns its result; any exception rolls back and is passed on. */
    public <T> T inTransaction(Function<Transaction, T> work) {
        SqlConnection connection = pool.getConnection().await().atMost(DEADLINE);
        try {
            return committed(connection, work);
        } finally {
            connection.close().subscribe().with(done -> {}, lost -> {});
        }
    }

    /** The same for work without a result. */
    public void withTransaction(Consumer<Transaction> work) {
        inTransaction(transaction -> {
            work.accept(transaction);
            return true;
        });
    }

    private static <T> T committed(SqlConnection connection, Function<Transaction, T> work) {
        var begun = connection.begin().await().atMost(DEADLINE);
        Transaction transaction = new Transaction(connection);
        boolean committed = false;
        T result;
        try {
            result = work.apply(transaction);
            begun.commit().await().atMost(DEADLINE);
            committed = true;
        } finally {
            if (!committed) {
                begun.rollback().onFailure().recoverWithNull().await().atMost(DEADLINE);
            }
        }
        transaction.committed();
        return result;
    }
}
