package io.autolabeler.labeling.annotator.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.autolabeler.common.v1.Label;
import io.autolabeler.common.v1.TaskKind;
import io.autolabeler.labeling.annotator.LabeledBatch;
import io.autolabeler.labeling.annotator.LabelingTask;
import io.autolabeler.labeling.annotator.TextItem;
import io.autolabeler.labeling.annotator.ledger.AttemptLedger;
import io.autolabeler.platform.database.Database;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A run of one chunk, for tests. */
record ModelRun(ModelLabeler labeler, AttemptLedger ledger, Database database, UUID run, UUID chunk) {
    static final List<String> LABELS = List.of("spam", "ham");

    /** Labels without settling, as if killed before the commit. */
    LabeledBatch label(String model, List<TextItem> items) {
        database.withTransaction(transaction -> ledger.openBudget(transaction, run, 0));
        return labeler.label(task(model, run), chunk, items);
    }

    /** The batch, settled as in the chunk's commit. */
    LabeledBatch settled(LabeledBatch batch) {
        database.withTransaction(transaction -> batch.settlement().accept(transaction));
        return batch;
    }

    void assertLedgerHolds(int calls) {
        assertThat(count("run_id = $1")).isEqualTo(calls);
        assertThat(count("run_id = $1 and state = 'IN_FLIGHT'")).isZero();
    }

    private long count(String where) {
        return database.first("select count(*) from attempt where " + where, row -> row.getLong(0), run)
                .orElseThrow();
    }

    /** Texts that are new to the cache by their salt. */
    static List<TextItem> items(int count, String salt) {
        return IntStream.range(0, count)
                .mapToObj(i -> new TextItem(UUID.randomUUID(), "text " + i + " of " + salt, null))
                .toList();
    }

    static LabelingTask task(String model, @Nullable UUID run) {
        List<Label> labels = LABELS.stream()
                .map(each -> Label.newBuilder().setName(each).build())
                .toList();
        return new LabelingTask(
                UUID.randomUUID(),
                run,
                TaskKind.Value.CLASSIFICATION,
                labels,
                "",
                model,
                LabelingTask.Method.MODEL,
                0,
                "p1");
    }
}
