package io.autolabeler.retrieval.knowledge;

import io.autolabeler.platform.database.Transaction;
import io.autolabeler.quality.v1.ReviewDecided;
import io.autolabeler.retrieval.embedding.ContentHash;
import io.autolabeler.retrieval.embedding.Embedder;
import io.autolabeler.retrieval.knowledge.ExampleRepository.Write;
import io.autolabeler.retrieval.v1.ChangedExample;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes what a person decided an example; a decision taken back leaves the imported label, or none. */
@Singleton
class TakeReview {
    private final KnowledgeBaseRepository bases;
    private final ExampleRepository examples;
    private final ExampleEvents events;
    private final Embedder embedder;

    TakeReview(KnowledgeBaseRepository bases, ExampleRepository examples, ExampleEvents events, Embedder embedder) {
        this.bases = bases;
        this.examples = examples;
        this.events = events;
        this.embedder = embedder;
    }

    /** Embeds the text ahead, so that the transaction finds its vector at hand and does not wait with a lock. */
    void prepare(ReviewDecided review) {
        if (!review.getWithdrawn() && isOneLabel(review)) {
            embedder.embed(List.of(review.getText()));
        }
    }

    /** Stores the decision unless a newer one of the item is known, with the event about it. */
    void take(Transaction transaction, ReviewDecided review) {
        if (!isOneLabel(review)) {
            return;
        }
        UUID projectId = UUID.fromString(review.getProjectId());
        bases.next(transaction, projectId).ifPresent(revision -> {
            Write write = new Write(projectId, revision, embedder.modelName());
            Optional<ChangedExample> change =
                    review.getWithdrawn() ? withdraw(transaction, write, review) : put(transaction, write, review);
            change.ifPresent(each -> events.announce(transaction, projectId, List.of(each)));
        });
    }

    /** Answers of the other kinds are no examples of a classification. */
    private static boolean isOneLabel(ReviewDecided review) {
        return switch (review.getKind()) {
            case UNSPECIFIED, CLASSIFICATION, SENTIMENT -> true;
            case MULTI_LABEL, ENTITIES, RELATIONS, UNRECOGNIZED -> false;
        };
    }

    private Optional<ChangedExample> put(Transaction transaction, Write write, ReviewDecided review) {
        String text = review.getText();
        float[] vector = embedder.embed(List.of(text)).getFirst().vector();
        NewExample example = new NewExample(
                ContentHash.of(text), text, review.getLabel(), review.getItemId(), review.getDatasetId(), vector);
        return examples.putReview(transaction, write, example, review.getRevision())
                .map(id -> ExampleEvents.present(id, review.getLabel(), vector, "review", write.revision()));
    }

    private Optional<ChangedExample> withdraw(Transaction transaction, Write write, ReviewDecided review) {
        return examples.withdrawReview(transaction, write, review.getItemId(), review.getRevision())
                .map(left -> left.goldLabel() == null || left.vector() == null
                        ? ExampleEvents.removed(left.id(), write.revision())
                        : ExampleEvents.present(left.id(), left.goldLabel(), left.vector(), "gold", write.revision()));
    }
}
