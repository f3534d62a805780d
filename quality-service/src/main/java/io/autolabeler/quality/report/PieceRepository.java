package io.autolabeler.quality.report;

import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Sql;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Enumeration;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;

/** The files that reports read and write, in pieces, in PostgreSQL. */
@Singleton
class PieceRepository {
    private final Database database;

    PieceRepository(Database database) {
        this.database = database;
    }

    void addInput(Sql transaction, UUID reportId, long position, byte[] data) {
        transaction.update(
                "insert into report_input (report_id, position, data) values ($1, $2, $3)",
                reportId,
                position,
                Buffer.buffer(data));
    }

    /** The report's file, read from the database piece by piece. */
    InputStream input(UUID reportId) {
        return new SequenceInputStream(new Enumeration<>() {
            private long position;
            private Optional<byte[]> next = inputAt(reportId, 0);

            @Override
            public boolean hasMoreElements() {
                return next.isPresent();
            }

            @Override
            public InputStream nextElement() {
                byte[] piece = next.orElseThrow(NoSuchElementException::new);
                position += piece.length;
                next = inputAt(reportId, position);
                return new ByteArrayInputStream(piece);
            }
        });
    }

    private Optional<byte[]> inputAt(UUID reportId, long position) {
        return database.first(
                "select data from report_input where report_id = $1 and position = $2",
                row -> row.getBuffer(0).getBytes(),
                reportId,
                position);
    }

    void addOutput(UUID reportId, int piece, byte[] data) {
        database.update(
                "insert into report_output (report_id, piece, data) values ($1, $2, $3)",
                reportId,
                piece,
                Buffer.buffer(data));
    }

    Optional<byte[]> output(UUID reportId, int piece) {
        return database.first(
                "select data from report_output where report_id = $1 and piece = $2",
                row -> row.getBuffer(0).getBytes(),
                reportId,
                piece);
    }
}
