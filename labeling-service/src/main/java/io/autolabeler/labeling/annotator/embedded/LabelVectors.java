package io.autolabeler.labeling.annotator.embedded;

import io.autolabeler.common.v1.Label;
import io.autolabeler.retrieval.v1.Embedding;
import io.autolabeler.retrieval.v1.Vector;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The vectors of label texts, kept in memory: the same few are needed for every chunk. Thread-safe. */
@Singleton
class LabelVectors {
    private static final int KEPT = 4_096;
    private static final int BATCH = 256;

    private final EmbedClient embedder;
    private final Map<String, float[]> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
            return size() > KEPT;
        }
    };

    LabelVectors(EmbedClient embedder) {
        this.embedder = embedder;
    }

    /** One vector per label, in order. */
    List<float[]> of(List<Label> labels) {
        Map<String, float[]> vectors = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (Label label : labels) {
            String text = LabelTexts.of(label);
            float[] known = find(text);
            if (known.length > 0) {
                vectors.put(text, known);
            } else if (!missing.contains(text)) {
                missing.add(text);
            }
        }
        for (int from = 0; from < missing.size(); from += BATCH) {
            embed(missing.subList(from, Math.min(missing.size(), from + BATCH)), vectors);
        }
        return labels.stream().map(label -> vectors.get(LabelTexts.of(label))).toList();
    }

    private void embed(List<String> texts, Map<String, float[]> vectors) {
        List<Embedding> embeddings = embedder.embed(texts).getEmbeddingsList();
        if (embeddings.size() != texts.size()) {
            throw new IllegalStateException(
                    "retrieval-service answered %d texts with %d vectors".formatted(texts.size(), embeddings.size()));
        }
        for (int i = 0; i < texts.size(); i++) {
            float[] vector = floats(embeddings.get(i).getVector());
            vectors.put(texts.get(i), vector);
            keep(texts.get(i), vector);
        }
    }

    private synchronized float[] find(String text) {
        return kept.getOrDefault(text, new float[0]);
    }

    private synchronized void keep(String text, float[] vector) {
        kept.put(text, vector);
    }

    static float[] floats(Vector vector) {
        float[] values = new float[vector.getValuesCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = vector.getValues(i);
        }
        return values;
    }
}
