package io.autolabeler.labeling.annotator;

import io.autolabeler.labeling.v1.ModelCall;
import io.autolabeler.platform.database.Transaction;
import java.util.List;
import java.util.function.Consumer;

/**
 * The outcomes of a batch.
 *
 * @param outcomes in the order of the items
 * @param calls every attempt made for the batch
 * @param settlement settles the attempts in the ledger; to be run in the transaction that stores the annotations
 */
public record LabeledBatch(List<Outcome> outcomes, List<ModelCall> calls, Consumer<Transaction> settlement) {
    public LabeledBatch {
        outcomes = List.copyOf(outcomes);
        calls = List.copyOf(calls);
    }
}
