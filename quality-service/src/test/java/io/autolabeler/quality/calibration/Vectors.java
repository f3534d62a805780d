package io.autolabeler.quality.calibration;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/** The worked examples, and items made from a known truth. */
final class Vectors {
    static final double[][] LOGITS = {
        {2, .5, -1}, {3, 0, 0}, {1, 1.2, .1}, {.2, 2.5, .3}, {4, 1, .5}, {0, .1, 3}, {2.2, 2, 0}, {1.5, -.5, .8}
    };
    static final int[] LABELS = {0, 1, 1, 1, 0, 2, 1, 2};
    static final double[] TOP = {.95, .9, .8, .99, .7, .85, .6, .9, .75, .97};
    static final boolean[] CORRECT = {true, true, false, true, true, false, false, true, true, false};
    static final Outcomes OUTCOMES = Outcomes.of(TOP, CORRECT);

    private Vectors() {}

    /** Of a model that says what is so: confidence uniform over [.5, 1). */
    static Outcomes honest(int items, long seed) {
        var random = new SplittableRandom(seed);
        double[] confidence = random.doubles(items, .5, 1).toArray();
        return Outcomes.of(confidence, outcomes(confidence, random));
    }

    /** Of a model whose logits are so many times too large. */
    static ScoredItems overconfident(int items, double times, long seed) {
        Outcomes honest = honest(items, seed);
        double[] claimed = DoubleStream.of(honest.confidence())
                .map(new TopTemperature(1 / times)::confidence)
                .toArray();
        return ScoredItems.ofConfidence(claimed, honest.correct());
    }

    static ScoredItems scored(Outcomes outcomes) {
        return ScoredItems.ofConfidence(outcomes.confidence(), outcomes.correct());
    }

    private static boolean[] outcomes(double[] confidence, SplittableRandom random) {
        boolean[] correct = new boolean[confidence.length];
        for (int i = 0; i < correct.length; i++) {
            correct[i] = random.nextDouble() < confidence[i];
        }
        return correct;
    }
}
