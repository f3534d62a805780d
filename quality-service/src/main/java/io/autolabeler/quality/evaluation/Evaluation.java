package io.autolabeler.quality.evaluation;

import io.autolabeler.quality.statistics.Bootstrap;
import io.autolabeler.quality.statistics.Estimate;
import io.autolabeler.quality.statistics.Quantiles;
import java.util.function.DoubleConsumer;

/** The scores with 95 % intervals, from resampled items, each score computed anew on every sample. */
public record Evaluation(F1Scores scores, Estimate accuracy, Estimate macroF1, Estimate microF1, Estimate weightedF1) {
    /** Samples drawn unless another number is said. */
    public static final int REPLICATES = 1_000;

    /** The evaluation of at least one item. */
    public static Evaluation of(Confusion confusion, long seed, DoubleConsumer progress) {
        F1Scores scores = F1Scores.of(confusion);
        double[][] samples = new Bootstrap(REPLICATES, seed)
                .run(
                        confusion.items(),
                        items -> figures(F1Scores.of(confusion.classes(), confusion.cells(), items)),
                        progress);
        double[] figures = figures(scores);
        Estimate[] estimates = new Estimate[figures.length];
        for (int f = 0; f < figures.length; f++) {
            estimates[f] = new Estimate(figures[f], Quantiles.of(samples[f]).middle95());
        }
        return new Evaluation(scores, estimates[0], estimates[1], estimates[2], estimates[3]);
    }

    private static double[] figures(F1Scores scores) {
        return new double[] {scores.accuracy(), scores.macroF1(), scores.microF1(), scores.weightedF1()};
    }
}
