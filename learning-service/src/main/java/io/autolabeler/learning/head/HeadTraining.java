package io.autolabeler.learning.head;

import io.autolabeler.platform.neighbours.NeighbourVote;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Trains a head: the strength of the penalty by cross-validation, then the weights on all examples.
 *
 * <p>Cross-validation looks at a stratified sample of at most {@code cvExamples}, so that its time is bounded; each fold
 * starts a strength from the head of the one before. The same set always gives the same head.
 *
 * @param folds of the cross-validation, at least 2
 * @param cvExamples most examples that cross-validation looks at
 * @param maxExamples most examples that the head is trained on
 */
record HeadTraining(int folds, int cvExamples, int maxExamples) {
    private static final double[] STRENGTHS = {1, 10, 100};
    private static final NearestExamples NEIGHBOURS = new NearestExamples(NeighbourVote.VOTERS);
    private static final Lbfgs ROUGH = new Lbfgs(40, 2e-4);
    private static final Lbfgs FINE = new Lbfgs(200, 5e-5);
    private static final long SEED = 20_261;

    /**
     * A head and what is known of it.
     *
     * @param c the strength chosen
     * @param accuracy of the head, cross-validated, in [0, 1]
     * @param neighbourAccuracy of the neighbour vote on the same folds, in [0, 1]
     */
    record Trained(LinearHead head, double c, double accuracy, double neighbourAccuracy) {}

    /** What cross-validation saw of one strength. */
    private static final class Tally {
        private int right;
        private double logLoss;

        void add(LinearHead head, TrainingSet test) {
            for (int i = 0; i < test.size(); i++) {
                double[] probabilities = head.probabilities(test.vectors()[i]);
                double ofTruth = probabilities[test.labels()[i]];
                right += Arrays.stream(probabilities).allMatch(p -> p <= ofTruth) ? 1 : 0;
                logLoss -= Math.log(Math.max(ofTruth, Double.MIN_NORMAL));
            }
        }
    }

    /** The head for the set. */
    Trained train(TrainingSet all) {
        RandomGenerator random = new Random(SEED);
        TrainingSet set = sample(all, maxExamples, random);
        TrainingSet seen = sample(set, cvExamples, random);
        Tally[] tallies = Arrays.stream(STRENGTHS).mapToObj(c -> new Tally()).toArray(Tally[]::new);
        int neighboursRight = 0;
        StratifiedFolds split = StratifiedFolds.deal(seen.labels(), seen.classes(), folds, random);
        for (int fold = 0; fold < folds; fold++) {
            TrainingSet train = seen.at(split.outside(fold));
            TrainingSet test = seen.at(split.inside(fold));
            VectorBlocks blocks = new VectorBlocks(train.vectors());
            neighboursRight += neighboursRight(train, blocks, test);
            LinearHead head = LinearHead.zero(set.classes(), set.dimensions());
            for (int i = 0; i < STRENGTHS.length; i++) {
                head = new SoftmaxRegression(STRENGTHS[i], ROUGH).fit(train, blocks, head);
                tallies[i].add(head, test);
            }
        }
        int best = best(tallies);
        LinearHead head = new SoftmaxRegression(STRENGTHS[best], FINE)
                .fit(set, new VectorBlocks(set.vectors()), LinearHead.zero(set.classes(), set.dimensions()));
        double size = seen.size();
        return new Trained(head, STRENGTHS[best], tallies[best].right / size, neighboursRight / size);
    }

    private static TrainingSet sample(TrainingSet set, int most, RandomGenerator random) {
        int parts = (set.size() + most - 1) / most;
        if (parts < 2) {
            return set;
        }
        return set.at(
                StratifiedFolds.deal(set.labels(), set.classes(), parts, random).inside(0));
    }

    private static int neighboursRight(TrainingSet train, VectorBlocks blocks, TrainingSet test) {
        int[] predicted = NEIGHBOURS.predict(train, blocks, test.vectors());
        return (int) IntStream.range(0, predicted.length)
                .filter(i -> predicted[i] == test.labels()[i])
                .count();
    }

    /** Most right answers, among equals the least cross-entropy. */
    private static int best(Tally[] tallies) {
        return IntStream.range(0, tallies.length)
                .boxed()
                .max(Comparator.<Integer>comparingInt(i -> tallies[i].right).thenComparing(i -> -tallies[i].logLoss))
                .orElseThrow();
    }
}
