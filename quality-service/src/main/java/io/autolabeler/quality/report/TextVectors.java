package io.autolabeler.quality.report;

import io.autolabeler.platform.errors.TransientFaults;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Embeds texts one batch after the other. Not thread-safe. */
final class TextVectors {
    /** So that vectors and what is fitted on them have room in the service's memory. */
    static final int MOST_TEXTS = 20_000;

    /** Code points; far more than the model reads. */
    private static final int LONGEST = 10_000;

    private final TextEmbeddings embeddings;
    private final IntConsumer embedded;
    private final List<String> waiting = new ArrayList<>();
    private final List<double[]> vectors = new ArrayList<>();
    private String model = "";

    /**
     * @param embedded takes how many texts are done
     */
    TextVectors(TextEmbeddings embeddings, IntConsumer embedded) {
        this.embeddings = embeddings;
        this.embedded = embedded;
    }

    void add(String text) {
        if (vectors.size() + waiting.size() == MOST_TEXTS) {
            throw new ReportFault(
                    "",
                    "the file has more than %,d texts, the most that are embedded; give fewer, or p_<label> columns"
                            .formatted(MOST_TEXTS));
        }
        waiting.add(beginning(text, LONGEST));
        if (waiting.size() == TextEmbeddings.MOST) {
            flush();
        }
    }

    /** {@code [texts][dimensions]} of all texts so far. */
    double[][] all() {
        flush();
        return vectors.toArray(double[][]::new);
    }

    /** What embedded them; empty without texts. */
    String model() {
        return model;
    }

    private void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        TextEmbeddings.Embedded answer = embed();
        if (answer.vectors().length != waiting.size()) {
            throw new IllegalStateException(
                    "vectors must be as many as texts, got " + answer.vectors().length + " for " + waiting.size());
        }
        vectors.addAll(List.of(answer.vectors()));
        model = answer.model();
        waiting.clear();
        embedded.accept(vectors.size());
    }

    private TextEmbeddings.Embedded embed() {
        try {
            return embeddings.of(waiting);
        } catch (RuntimeException fault) {
            if (TransientFaults.isTransient(fault)) {
                throw new ReportFault(
                        "",
                        "the texts could not be embedded: retrieval-service does not answer; try again later, or give"
                                + " p_<label> columns");
            }
            throw fault;
        }
    }

    /** The first so many code points of a text. */
    static String beginning(String text, int most) {
        return text.length() <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, Math.min(most, text.codePointCount(0, text.length()))));
    }
}
