package io.autolabeler.retrieval.knowledge;

import io.autolabeler.labeling.v1.TextsDeleted;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.retrieval.embedding.Embedder;
import io.autolabeler.retrieval.search.ProjectIndexes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Forgets the texts of deleted projects and datasets: rows, vectors, index and cache. */
@Singleton
class ForgetTexts {
    private final KnowledgeBaseRepository bases;
    private final ExampleRepository examples;
    private final ExampleEvents events;
    private final ProjectIndexes indexes;
    private final Embedder embedder;

    ForgetTexts(
            KnowledgeBaseRepository bases,
            ExampleRepository examples,
            ExampleEvents events,
            ProjectIndexes indexes,
            Embedder embedder) {
        this.bases = bases;
        this.examples = examples;
        this.events = events;
        this.indexes = indexes;
        this.embedder = embedder;
    }

    /** Forgets in the transaction what the database has, and after its commit what memory and disk have. */
    void forget(Transaction transaction, TextsDeleted deleted) {
        UUID projectId = UUID.fromString(deleted.getProjectId());
        bases.next(transaction, projectId).ifPresent(revision -> {
            List<UUID> gone = deleted.getDatasetId().isEmpty()
                    ? examples.deleteAll(transaction, projectId)
                    : examples.forgetDataset(transaction, projectId, revision, deleted.getDatasetId());
            events.announce(
                    transaction,
                    projectId,
                    gone.stream().map(id -> ExampleEvents.removed(id, revision)).toList());
        });
        if (deleted.getDatasetId().isEmpty()) {
            bases.markDeleted(transaction, projectId);
        }
        // A dataset's vectors would stay in the index's files until they are merged: made anew, they are gone.
        transaction.afterCommit(() -> indexes.drop(projectId));
        transaction.afterCommit(embedder::forget);
    }
}
