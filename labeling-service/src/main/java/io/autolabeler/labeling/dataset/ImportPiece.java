package io.autolabeler.labeling.dataset;

import io.autolabeler.labeling.dataset.UploadRepository.Upload;
import io.autolabeler.labeling.v1.Dataset;
import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.platform.errors.ServiceException;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Takes the next piece of an upload: its rows and the place it ends at are stored together or not at all. */
@Singleton
class ImportPiece {
    private static final Logger LOG = Logger.getLogger(ImportPiece.class);

    private final Database database;
    private final UploadRepository uploads;

    ImportPiece(Database database, UploadRepository uploads) {
        this.database = database;
        this.uploads = uploads;
    }

    /**
     * A piece of a file.
     *
     * @param offset of its first byte in the uncompressed file
     * @param last the file ends with it
     */
    record Piece(long offset, byte[] data, boolean last) {
        long end() {
            return offset + data.length;
        }
    }

    /**
     * Stores the piece; one that was taken before changes nothing.
     *
     * @throws UnusableFile if no dataset can be made of the file; what was imported of it before is removed
     */
    void take(UUID datasetId, Piece piece) {
        try {
            database.withTransaction(transaction -> take(transaction, datasetId, piece));
        } catch (UnusableFile refused) {
            LOG.infof("dataset %s: file refused, its rows are removed", datasetId);
            database.withTransaction(transaction -> forget(transaction, datasetId, piece));
            throw refused;
        }
    }

    private void take(Transaction transaction, UUID datasetId, Piece piece) {
        Upload upload = uploads.lock(transaction, datasetId)
                .orElseThrow(() -> ServiceException.notFound("dataset", datasetId.toString()));
        if (!isNew(upload, piece)) {
            return;
        }
        Dataset before = upload.dataset();
        RowBatch batch =
                new RowBatch(uploads, transaction, datasetId, before.getItemCount(), before.getRejectedCount());
        int known = (int) (upload.importedBytes() - piece.offset());
        byte[] fresh = Arrays.copyOfRange(piece.data(), known, piece.data().length);
        UploadState state =
                new UploadReader(before.getFormat(), upload.asked()).read(upload.state(), fresh, piece.last(), batch);
        batch.flush();
        if (piece.last() && batch.items() == 0) {
            throw noRows(transaction, datasetId, piece, batch);
        }
        Dataset after = before.toBuilder()
                .setState(piece.last() ? Dataset.State.READY : Dataset.State.IMPORTING)
                .setItemCount(batch.items())
                .setRejectedCount(batch.rejected())
                .setImportedBytes(piece.end())
                .build();
        uploads.store(transaction, new Upload(after, upload.asked(), state));
    }

    private static boolean isNew(Upload upload, Piece piece) {
        long imported = upload.importedBytes();
        boolean holdsMore = piece.end() > imported;
        if (upload.dataset().getState() == Dataset.State.READY) {
            if (holdsMore) {
                throw ServiceException.failedPrecondition("the dataset is READY and takes no more rows");
            }
            return false;
        }
        if (piece.offset() > imported) {
            throw ServiceException.failedPrecondition(
                    "the upload goes on at offset %d, got a piece at %d".formatted(imported, piece.offset()));
        }
        if (piece.last() && piece.end() < imported) {
            throw ServiceException.failedPrecondition(
                    "the file cannot end at byte %d: %d bytes of it are imported".formatted(piece.end(), imported));
        }
        return holdsMore || piece.last();
    }

    private UnusableFile noRows(Transaction transaction, UUID datasetId, Piece piece, RowBatch batch) {
        if (piece.end() == 0) {
            return new UnusableFile("data", "the file is empty");
        }
        return uploads.firstRejection(transaction, datasetId)
                .map(first -> new UnusableFile(
                        "data", "none of the file's %,d rows can be read; %s".formatted(batch.rejected(), first)))
                .orElseGet(() -> new UnusableFile("data", "the file has no rows"));
    }

    /** Puts the dataset back to where it was before the first piece, unless its upload went on since. */
    private void forget(Transaction transaction, UUID datasetId, Piece piece) {
        uploads.lock(transaction, datasetId)
                .filter(upload -> upload.importedBytes() >= piece.offset() && upload.importedBytes() <= piece.end())
                .ifPresent(upload -> uploads.reset(transaction, upload));
    }
}
