package io.autolabeler.labeling.dataset;

import io.autolabeler.labeling.v1.Dataset;
import io.autolabeler.platform.database.Transaction;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where the uploads of datasets stand, and the rows they bring, in PostgreSQL. */
@Singleton
class UploadRepository {

    /**
     * An upload.
     *
     * @param dataset as stored, its text column not as asked for but as chosen
     * @param asked the columns asked for
     */
    record Upload(Dataset dataset, AskedColumns asked, UploadState state) {
        /** Bytes of the file taken so far. */
        long importedBytes() {
            return (long) dataset.getImportedBytes();
        }
    }

    /** The upload, locked until the transaction ends; empty if there is no such dataset. */
    Optional<Upload> lock(Transaction transaction, UUID datasetId) {
        return transaction.first("select * from dataset where id = $1 for update", UploadRepository::upload, datasetId);
    }

    /** Stores where the upload stands, and READY if its file is read to its end. */
    void store(Transaction transaction, Upload upload) {
        UploadState state = upload.state();
        @Nullable String text = state.textColumn();
        int textIndex = text == null ? -1 : state.columns().indexOf(text);
        transaction.update(
                """
                update dataset set state = $2, columns = $3, text_index = $4, item_count = $5, rejected_count = $6,
                    imported_bytes = $7, tail = $8, next_line = $9, skipping = $10 where id = $1""",
                UUID.fromString(upload.dataset().getId()),
                upload.dataset().getState().name(),
                state.columns().toArray(String[]::new),
                textIndex < 0 ? null : textIndex,
                upload.dataset().getItemCount(),
                upload.dataset().getRejectedCount(),
                upload.importedBytes(),
                Buffer.buffer(state.tail()),
                state.nextLine(),
                state.skipping());
    }

    /** Puts the dataset back to where it was before the first piece. */
    void reset(Transaction transaction, Upload upload) {
        DatasetRepository.deleteRows(
                transaction, UUID.fromString(upload.dataset().getId()));
        Dataset empty = upload.dataset().toBuilder()
                .setItemCount(0)
                .setRejectedCount(0)
                .setImportedBytes(0)
                .build();
        store(transaction, new Upload(empty, upload.asked(), UploadState.START));
    }

    /** Why the first row of the file that could not be read could not be. */
    Optional<String> firstRejection(Transaction transaction, UUID datasetId) {
        return transaction.first(
                "select line, reason from rejected_row where dataset_id = $1 order by line limit 1",
                row -> "line " + row.getInteger(0) + ": " + row.getString(1),
                datasetId);
    }

    /** Stores rows under ordinals that count up from the first. */
    void insertItems(Transaction transaction, UUID datasetId, int firstOrdinal, List<ParsedRow> rows) {
        // One statement with an array per column; a row's own array comes as its text form, since arrays of arrays
        // must be rectangular.
        transaction.update(
                """
                insert into item (dataset_id, ordinal, external_id, text, gold_label, row_values, json_columns, content_hash)
                select $1, $2 + place::int - 1, external_id, text, gold_label, row_values::text[], json_columns::int[],
                    sha256(convert_to(text, 'UTF8'))
                from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
                    with ordinality as u(external_id, text, gold_label, row_values, json_columns, place)""",
                datasetId,
                firstOrdinal,
                rows.stream().map(ParsedRow::externalId).toArray(String[]::new),
                rows.stream().map(ParsedRow::text).toArray(String[]::new),
                rows.stream().map(ParsedRow::goldLabel).toArray(String[]::new),
                rows.stream().map(each -> ArrayLiteral.of(each.values())).toArray(String[]::new),
                rows.stream()
                        .map(each -> ArrayLiteral.ofNumbers(each.jsonColumns()))
                        .toArray(String[]::new));
    }

    /** Stores rejected rows by their lines. */
    void insertRejected(Transaction transaction, UUID datasetId, Integer[] lines, String[] reasons) {
        transaction.update("""
                insert into rejected_row (dataset_id, line, reason)
                select $1, line, reason from unnest($2::int[], $3::text[]) as u(line, reason)""", datasetId, lines, reasons);
    }

    private static Upload upload(Row row) {
        Dataset dataset = DatasetRepository.dataset(row);
        @Nullable Integer textIndex = row.getInteger("text_index");
        return new Upload(
                dataset,
                new AskedColumns(
                        row.getString("text_column"), row.getString("label_column"), row.getString("id_column")),
                new UploadState(
                        row.getBuffer("tail").getBytes(),
                        row.getInteger("next_line"),
                        row.getBoolean("skipping"),
                        dataset.getColumnsList(),
                        textIndex == null ? null : dataset.getColumns(textIndex)));
    }
}
