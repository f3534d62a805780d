package io.autolabeler.labeling.dataset;

import io.autolabeler.platform.database.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Stores the rows of a piece in its transaction, thousands at a time. Not thread-safe. */
final class RowBatch implements RowSink {
    private static final int ROWS_AT_ONCE = 4_000;

    private final UploadRepository uploads;
    private final Transaction transaction;
    private final UUID datasetId;
    private final List<ParsedRow> rows = new ArrayList<>();
    private final List<Integer> lines = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private int items;
    private int rejected;

    /** Goes on after so many items and rejected rows stored before. */
    RowBatch(UploadRepository uploads, Transaction transaction, UUID datasetId, int items, int rejected) {
        this.uploads = uploads;
        this.transaction = transaction;
        this.datasetId = datasetId;
        this.items = items;
        this.rejected = rejected;
    }

    @Override
    public void row(ParsedRow row) {
        rows.add(row);
        if (rows.size() == ROWS_AT_ONCE) {
            flush();
        }
    }

    @Override
    public void rejected(int line, String reason) {
        lines.add(line);
        reasons.add(reason);
        if (lines.size() == ROWS_AT_ONCE) {
            flush();
        }
    }

    /** Stores what is not stored yet. */
    void flush() {
        if (!rows.isEmpty()) {
            uploads.insertItems(transaction, datasetId, items, rows);
            items += rows.size();
            rows.clear();
        }
        if (!lines.isEmpty()) {
            uploads.insertRejected(
                    transaction, datasetId, lines.toArray(Integer[]::new), reasons.toArray(String[]::new));
            rejected += lines.size();
            lines.clear();
            reasons.clear();
        }
    }

    /** Items of the dataset stored so far. */
    int items() {
        return items;
    }

    /** Rejected rows of the dataset stored so far. */
    int rejected() {
        return rejected;
    }
}
