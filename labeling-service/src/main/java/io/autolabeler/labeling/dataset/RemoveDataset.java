package io.autolabeler.labeling.dataset;

import io.autolabeler.labeling.annotator.ForgetCalls;
import io.autolabeler.labeling.dataset.DatasetRepository.RunUse;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.platform.errors.ServiceException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Removes datasets with everything that was made from their texts. */
@Singleton
public class RemoveDataset {
    private final DatasetRepository datasets;
    private final ForgetCalls forgetCalls;

    RemoveDataset(DatasetRepository datasets, ForgetCalls forgetCalls) {
        this.datasets = datasets;
        this.forgetCalls = forgetCalls;
    }

    /** Removes one that is locked; returns the runs that went with it. FAILED_PRECONDITION while one that uses it is open. */
    List<UUID> remove(Transaction transaction, UUID id) {
        List<RunUse> runs = datasets.runs(transaction, id);
        runs.stream().filter(RunUse::open).findFirst().ifPresent(open -> {
            throw ServiceException.failedPrecondition(
                    "the dataset is used by run " + open.runId() + ", which is open; cancel it first");
        });
        List<UUID> gone =
                runs.stream().filter(RunUse::labels).map(RunUse::runId).toList();
        gone.forEach(run -> forgetCalls.ofRun(transaction, run));
        datasets.delete(transaction, id);
        return gone;
    }

    /** Removes all of a project that is locked and has no open run; returns the runs that went with them. */
    public List<UUID> removeAll(Transaction transaction, UUID projectId) {
        List<UUID> gone = new ArrayList<>();
        datasets.lockAll(transaction, projectId).forEach(id -> gone.addAll(remove(transaction, id)));
        return gone;
    }
}
