package io.autolabeler.labeling.run;

import io.autolabeler.labeling.annotator.LabelingTask;
import io.autolabeler.labeling.annotator.model.Models;
import io.autolabeler.labeling.dataset.DatasetRepository;
import io.autolabeler.labeling.dataset.ReadyDataset;
import io.autolabeler.labeling.dataset.StoredItem;
import io.autolabeler.platform.errors.TransientFaults;
import io.autolabeler.retrieval.v1.AddExamplesRequest;
import io.autolabeler.retrieval.v1.Example;
import io.autolabeler.retrieval.v1.KnowledgeBase;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Turns the rows of a dataset with a label column into examples of a run's project. */
@Singleton
class AddExamples {
    private static final Logger LOG = Logger.getLogger(AddExamples.class);
    private static final int BATCH = 200;

    private final DatasetRepository datasets;
    private final RetrievalClient retrieval;
    private final RunRepository runs;

    AddExamples(DatasetRepository datasets, RetrievalClient retrieval, RunRepository runs) {
        this.datasets = datasets;
        this.retrieval = retrieval;
        this.runs = runs;
    }

    /** Adds every row whose label is in the schema; adds a note on those that were left out. */
    void add(PinnedRun run, UUID datasetId, List<String> notes) {
        ReadyDataset dataset = datasets.findReady(datasetId)
                .orElseThrow(() -> new IllegalStateException("the dataset of examples is gone"));
        Set<String> labels = new HashSet<>(PrepareRun.names(run.task()));
        int left = 0;
        for (int first = 0; first < dataset.itemCount(); first += BATCH) {
            runs.say(run.id(), "embedding examples: %d of %d".formatted(first, dataset.itemCount()));
            List<StoredItem> rows = datasets.items(datasetId, first, first + BATCH - 1);
            List<Example> examples = rows.stream()
                    .filter(each -> !each.text().isBlank() && labels.contains(each.goldLabel()))
                    .map(row -> example(datasetId, row))
                    .toList();
            left += rows.size() - examples.size();
            if (!examples.isEmpty()) {
                retrieval.addExamples(AddExamplesRequest.newBuilder()
                        .setKnowledgeBaseId(run.task().projectId().toString())
                        .addAllExamples(examples)
                        .build());
            }
        }
        if (left > 0) {
            notes.add(left + " of " + dataset.itemCount()
                    + " examples were left out: empty text, or a label that is not in the schema");
        }
    }

    /** The project's knowledge base, of which people need nothing; a model's run goes on with none while retrieval-service is away. */
    KnowledgeBase examples(LabelingTask task) {
        String project = task.projectId().toString();
        if (task.model().equals(Models.PEOPLE)) {
            return KnowledgeBase.newBuilder().setId(project).build();
        }
        try {
            return retrieval.knowledgeBase(project);
        } catch (RuntimeException e) {
            if (task.model().equals(ChooseMethod.EMBEDDED) || !TransientFaults.isTransient(e)) {
                throw e;
            }
            LOG.warnf("retrieval-service is away, the run goes on without examples: %s", e.toString());
            return KnowledgeBase.newBuilder().setId(project).build();
        }
    }

    private static Example example(UUID datasetId, StoredItem row) {
        return Example.newBuilder()
                .setText(row.text())
                .setLabel(String.valueOf(row.goldLabel()))
                .setSource("gold")
                .setItemId(row.id().toString())
                .setDatasetId(datasetId.toString())
                .build();
    }
}
