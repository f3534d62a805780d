package io.autolabeler.retrieval.knowledge;

import io.autolabeler.platform.database.Transaction;
import io.autolabeler.platform.events.Outbox;
import io.autolabeler.retrieval.embedding.Embedder;
import io.autolabeler.retrieval.v1.ChangedExample;
import io.autolabeler.retrieval.v1.ExamplesChanged;
import io.autolabeler.retrieval.v1.Vector;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Tells the other services which examples came, changed or went. */
@Singleton
class ExampleEvents {
    private static final String TOPIC = "retrieval.examples.v1";

    /** With its vectors, a message of so many stays well below a broker's limit. */
    private static final int PER_EVENT = 200;

    private final Outbox outbox;
    private final String model;

    ExampleEvents(Outbox outbox, Embedder embedder) {
        this.outbox = outbox;
        this.model = embedder.modelName();
    }

    /** Announces the changes when the transaction is committed. */
    void announce(Transaction transaction, UUID projectId, List<ChangedExample> changes) {
        for (int from = 0; from < changes.size(); from += PER_EVENT) {
            ExamplesChanged event = ExamplesChanged.newBuilder()
                    .setProjectId(projectId.toString())
                    .addAllExamples(changes.subList(from, Math.min(changes.size(), from + PER_EVENT)))
                    .setModel(model)
                    .build();
            outbox.append(transaction, TOPIC, projectId.toString(), event);
        }
    }

    /** An example that is there, with its label of now. */
    static ChangedExample present(UUID id, String label, float[] vector, String source, int revision) {
        Vector.Builder values = Vector.newBuilder();
        for (float value : vector) {
            values.addValues(value);
        }
        return ChangedExample.newBuilder()
                .setId(id.toString())
                .setLabel(label)
                .setVector(values)
                .setSource(source)
                .setRevision(revision)
                .build();
    }

    /** An example that is gone. */
    static ChangedExample removed(UUID id, int revision) {
        return ChangedExample.newBuilder()
                .setId(id.toString())
                .setRemoved(true)
                .setRevision(revision)
                .build();
    }
}
