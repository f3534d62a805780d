package io.autolabeler.labeling.annotator;

import io.autolabeler.labeling.annotator.cache.AnswerCache;
import io.autolabeler.labeling.annotator.ledger.AttemptLedger;
import io.autolabeler.platform.database.Transaction;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Forgets what models were asked about deleted texts, and their cached answers; what the calls have cost stays known. */
@Singleton
public class ForgetCalls {
    private final AttemptLedger ledger;
    private final AnswerCache cache;

    ForgetCalls(AttemptLedger ledger, AnswerCache cache) {
        this.ledger = ledger;
        this.cache = cache;
    }

    /** The calls of one run. */
    public void ofRun(Transaction transaction, UUID runId) {
        ledger.forgetRun(transaction, runId, cache::forget);
    }

    /** The calls of a project outside its runs. */
    public void ofProject(Transaction transaction, UUID projectId) {
        ledger.forgetProject(transaction, projectId, cache::forget);
    }
}
