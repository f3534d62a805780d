package io.autolabeler.labeling.run;

import io.autolabeler.labeling.annotator.LabelingTask.Method;
import io.autolabeler.labeling.annotator.TextItem;
import io.autolabeler.labeling.run.AnnotationRepository.OpenItem;
import io.autolabeler.platform.errors.TransientFaults;
import io.autolabeler.retrieval.v1.Query;
import io.autolabeler.retrieval.v1.RetrieveRequest;
import io.autolabeler.retrieval.v1.Retrieved;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jboss.logging.Logger;

/** Adds to items their embedding and nearest labeled examples. */
@Singleton
class Retriever {
    private static final Logger LOG = Logger.getLogger(Retriever.class);
    /** Nothing else can stand in for the vectors, so a busy embedder is waited for. */
    private static final Duration NEEDED = Duration.ofSeconds(60);
    /** A model can do without examples. */
    private static final Duration HELPFUL = Duration.ofSeconds(10);

    private final RetrievalClient retrieval;
    private final RunConfig config;

    Retriever(RetrievalClient retrieval, RunConfig config) {
        this.retrieval = retrieval;
        this.config = config;
    }

    /** The items as texts with what was retrieved; a model's items go without when retrieval-service is away. */
    List<TextItem> retrieve(PinnedRun run, List<OpenItem> items) {
        boolean needed = LabelChunk.needsVectors(run.task().method());
        boolean nothingToFind =
                !needed && (run.exampleCount() == 0 || run.task().method() == Method.PEOPLE);
        if (nothingToFind || items.stream().allMatch(each -> each.text().isBlank())) {
            return nothing(items);
        }
        try {
            RetrieveRequest request = request(run, items);
            return joined(
                    items,
                    retrieval.retrieve(request, needed ? NEEDED : HELPFUL).getResultsList());
        } catch (RuntimeException e) {
            if (needed || !TransientFaults.isTransient(e)) {
                throw e;
            }
            LOG.warnf(
                    "retrieval-service is away, %d items are labeled without examples: %s", items.size(), e.toString());
            return nothing(items);
        }
    }

    /** The items as texts with nothing retrieved. */
    static List<TextItem> nothing(List<OpenItem> items) {
        return items.stream()
                .map(each -> new TextItem(each.id(), each.text(), null))
                .toList();
    }

    private RetrieveRequest request(PinnedRun run, List<OpenItem> items) {
        RetrieveRequest.Builder request = RetrieveRequest.newBuilder()
                .setProjectId(run.task().projectId().toString())
                .setK(config.neighbours())
                .setExcludeSameContent(run.hasGold());
        items.stream()
                .filter(each -> !each.text().isBlank())
                .forEach(each -> request.addQueries(
                        Query.newBuilder().setItemId(each.id().toString()).setText(each.text())));
        return request.build();
    }

    private static List<TextItem> joined(List<OpenItem> items, List<Retrieved> results) {
        Iterator<Retrieved> next = results.iterator();
        List<TextItem> texts = new ArrayList<>(items.size());
        for (OpenItem each : items) {
            texts.add(new TextItem(each.id(), each.text(), each.text().isBlank() ? null : next.next()));
        }
        return texts;
    }
}
