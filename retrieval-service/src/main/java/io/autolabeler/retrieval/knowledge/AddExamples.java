package io.autolabeler.retrieval.knowledge;

import static java.util.Objects.requireNonNull;

import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.database.Transaction;
import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.retrieval.embedding.ContentHash;
import io.autolabeler.retrieval.embedding.EmbeddedText;
import io.autolabeler.retrieval.embedding.Embedder;
import io.autolabeler.retrieval.knowledge.ExampleRepository.Write;
import io.autolabeler.retrieval.v1.ChangedExample;
import io.autolabeler.retrieval.v1.Example;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Adds imported examples to a project's knowledge base; the same ones again change nothing. */
@Singleton
class AddExamples {
    private final Database database;
    private final KnowledgeBaseRepository bases;
    private final ExampleRepository examples;
    private final ExampleEvents events;
    private final Embedder embedder;

    AddExamples(
            Database database,
            KnowledgeBaseRepository bases,
            ExampleRepository examples,
            ExampleEvents events,
            Embedder embedder) {
        this.database = database;
        this.bases = bases;
        this.examples = examples;
        this.events = events;
        this.embedder = embedder;
    }

    /** What became of the examples that were to be added. */
    record Outcome(int added, int replaced, int unchanged) {}

    /** Which of the examples change something, the last one of each text, and the count of each kind. */
    private record Change(Map<String, Example> changed, Outcome outcome) {

        static Change from(Map<String, String> labels, List<Example> wanted) {
            Map<String, String> now = new LinkedHashMap<>(labels);
            Map<String, Example> changed = new LinkedHashMap<>();
            int added = 0;
            int replaced = 0;
            for (Example example : wanted) {
                String hash = ContentHash.of(example.getText());
                String before = now.put(hash, example.getLabel());
                if (!example.getLabel().equals(before)) {
                    changed.put(hash, example);
                    added += before == null ? 1 : 0;
                    replaced += before == null ? 0 : 1;
                }
            }
            return new Change(changed, new Outcome(added, replaced, wanted.size() - added - replaced));
        }
    }

    /** Stores what is new, with its vectors and the events about it, in one transaction. */
    Outcome add(UUID projectId, List<Example> wanted) {
        List<String> hashes = wanted.stream()
                .map(example -> ContentHash.of(example.getText()))
                .toList();
        Change expected = Change.from(examples.labels(database, projectId, hashes), wanted);
        if (expected.changed().isEmpty()) {
            return expected.outcome();
        }
        // Embedded before the transaction, so that nobody waits for the model with a lock in hand.
        Map<String, float[]> vectors = vectors(expected.changed());
        return database.inTransaction(transaction -> {
            int revision = bases.next(transaction, projectId)
                    .orElseThrow(() -> ServiceException.notFound("project", projectId.toString()));
            Change change = Change.from(examples.labels(transaction, projectId, hashes), wanted);
            if (!vectors.keySet().containsAll(change.changed().keySet())) {
                vectors.putAll(vectors(change.changed()));
            }
            store(transaction, new Write(projectId, revision, embedder.modelName()), change.changed(), vectors);
            return change.outcome();
        });
    }

    private Map<String, float[]> vectors(Map<String, Example> byHash) {
        List<EmbeddedText> embedded =
                embedder.embed(byHash.values().stream().map(Example::getText).toList());
        Map<String, float[]> vectors = new LinkedHashMap<>();
        int i = 0;
        for (String hash : byHash.keySet()) {
            vectors.put(hash, embedded.get(i++).vector());
        }
        return vectors;
    }

    private void store(
            Transaction transaction, Write write, Map<String, Example> changed, Map<String, float[]> vectors) {
        List<NewExample> rows = new ArrayList<>();
        changed.forEach((hash, example) -> rows.add(new NewExample(
                hash,
                example.getText(),
                example.getLabel(),
                example.getItemId(),
                example.getDatasetId(),
                requireNonNull(vectors.get(hash)))));
        if (rows.isEmpty()) {
            return;
        }
        Map<String, UUID> ids = examples.putGold(transaction, write, rows);
        List<ChangedExample> changes = rows.stream()
                .map(row -> ExampleEvents.present(
                        requireNonNull(ids.get(row.contentHash())),
                        row.label(),
                        row.vector(),
                        "gold",
                        write.revision()))
                .toList();
        events.announce(transaction, write.projectId(), changes);
    }
}
