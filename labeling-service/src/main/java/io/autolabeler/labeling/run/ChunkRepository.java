package io.autolabeler.labeling.run;

import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Transaction;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The chunks of runs in PostgreSQL. */
@Singleton
class ChunkRepository {
    private final Database database;

    ChunkRepository(Database database) {
        this.database = database;
    }

    /** A run's unit of work: the items from the first to the last ordinal, both included. */
    record Chunk(UUID id, UUID runId, int firstOrdinal, int lastOrdinal, boolean done) {}

    /** Cuts a run's items into open chunks. */
    void cut(Transaction transaction, UUID runId, int total, int size) {
        transaction.update("""
                insert into chunk (run_id, first_ordinal, last_ordinal, state)
                select $1, first, least(first + $3, $2) - 1, 'OPEN'
                from generate_series(0, $2 - 1, $3) as first""", runId, total, size);
    }

    Optional<Chunk> find(UUID id) {
        return database.first(
                "select * from chunk where id = $1",
                row -> new Chunk(
                        id,
                        row.getUUID("run_id"),
                        row.getInteger("first_ordinal"),
                        row.getInteger("last_ordinal"),
                        "DONE".equals(row.getString("state"))),
                id);
    }

    /** Marks the run's next open chunks as outstanding, as many as are free below the limit, and returns them. */
    List<UUID> queueNext(Transaction transaction, UUID runId, int outstanding) {
        return transaction.list("""
                update chunk set state = 'QUEUED' where id in (
                    select id from chunk where run_id = $1 and state = 'OPEN' order by first_ordinal
                    limit greatest(0, $2 - (select count(*) from chunk where run_id = $1 and state = 'QUEUED'))
                    for update skip locked)
                returning id""", row -> row.getUUID(0), runId, outstanding);
    }

    /** Marks an outstanding chunk as done; false if it was done before. */
    boolean finish(Transaction transaction, UUID id) {
        return transaction.update("update chunk set state = 'DONE' where id = $1 and state <> 'DONE'", id) == 1;
    }

    /** Gives an outstanding chunk back, to be sent again when the run goes on. */
    void release(Transaction transaction, UUID id) {
        transaction.update("update chunk set state = 'OPEN' where id = $1 and state = 'QUEUED'", id);
    }

    /**
     * Gives an outstanding chunk of a run that doesn't go on back, to be sent again when it does; false if the run goes on.
     * Holds the run's row, so that a resumed run either finds the chunk open or keeps it.
     */
    boolean release(Chunk chunk) {
        return database.inTransaction(transaction -> {
            boolean running = transaction
                    .first("select state from run where id = $1 for update", row -> row.getString(0), chunk.runId())
                    .filter("RUNNING"::equals)
                    .isPresent();
            if (!running) {
                release(transaction, chunk.id());
            }
            return !running;
        });
    }

    /** Opens the done chunks again that have items without annotation. */
    void reopen(Transaction transaction, UUID runId) {
        transaction.update("""
                update chunk c set state = 'OPEN' where c.run_id = $1 and c.state = 'DONE' and
                    (select count(*) from annotation a where a.run_id = $1
                        and a.ordinal between c.first_ordinal and c.last_ordinal) < c.last_ordinal - c.first_ordinal + 1""", runId);
    }
}
