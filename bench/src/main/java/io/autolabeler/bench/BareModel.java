package io.autolabeler.bench;

import io.autolabeler.retrieval.embedding.BatchPlan;
import io.autolabeler.retrieval.embedding.SentenceModel;
import java.time.Duration;
import java.util.List;

/** The sentence model in this process, with nothing around it: what embedding could reach at most. */
final class BareModel {
    private static final int THREADS = 2;
    private static final BatchPlan PLAN = new BatchPlan(16, 2000);

    /** As many texts as the service collects while several chunks wait. */
    private static final int AT_ONCE = 256;

    private BareModel() {}

    /** Embeddings in a second, of texts that are embedded after a warm-up with others. */
    static double rate(List<String> warmUp, List<String> texts) {
        try (SentenceModel model = SentenceModel.load(THREADS, PLAN)) {
            embed(model, warmUp);
            long start = System.nanoTime();
            embed(model, texts);
            return texts.size() / (Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0);
        }
    }

    private static void embed(SentenceModel model, List<String> texts) {
        for (int from = 0; from < texts.size(); from += AT_ONCE) {
            model.embed(texts.subList(from, Math.min(texts.size(), from + AT_ONCE)));
        }
    }
}
