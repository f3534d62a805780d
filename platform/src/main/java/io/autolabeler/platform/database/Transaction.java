package io.autolabeler.platform.database;

import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;

/** Statements that are committed together; also keeps what is to happen once they are. */
public final class Transaction extends Sql {
    private final List<Runnable> afterCommit = new ArrayList<>();

    Transaction(SqlConnection connection) {
        super(connection);
    }

    /** Runs the action after a successful commit, never after a roll-back. */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    void committed() {
        afterCommit.forEach(Runnable::run);
    }
}
