package io.autolabeler.labeling.run;

import jakarta.inject.Singleton;

/** The three repositories that every step of a chunk needs. */
@Singleton
class ChunkStore {
    private final RunRepository runs;
    private final ChunkRepository chunks;
    private final AnnotationRepository annotations;

    ChunkStore(RunRepository runs, ChunkRepository chunks, AnnotationRepository annotations) {
        this.runs = runs;
        this.chunks = chunks;
        this.annotations = annotations;
    }

    RunRepository runs() {
        return runs;
    }

    ChunkRepository chunks() {
        return chunks;
    }

    AnnotationRepository annotations() {
        return annotations;
    }
}
