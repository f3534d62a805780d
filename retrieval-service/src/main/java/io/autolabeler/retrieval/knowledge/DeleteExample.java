package io.autolabeler.retrieval.knowledge;

import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.errors.ServiceException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Deletes one example and tells the other services. */
@Singleton
class DeleteExample {
    private final Database database;
    private final KnowledgeBaseRepository bases;
    private final ExampleRepository examples;
    private final ExampleEvents events;

    DeleteExample(Database database, KnowledgeBaseRepository bases, ExampleRepository examples, ExampleEvents events) {
        this.database = database;
        this.bases = bases;
        this.examples = examples;
        this.events = events;
    }

    /** Forgets the example; NOT_FOUND if the knowledge base has none of this id. */
    void delete(UUID projectId, UUID exampleId) {
        database.withTransaction(transaction -> {
            int revision = bases.next(transaction, projectId)
                    .orElseThrow(() -> ServiceException.notFound("knowledge base", projectId.toString()));
            if (!examples.forget(transaction, projectId, revision, exampleId)) {
                throw ServiceException.notFound("example", exampleId.toString());
            }
            events.announce(transaction, projectId, List.of(ExampleEvents.removed(exampleId, revision)));
        });
    }
}
