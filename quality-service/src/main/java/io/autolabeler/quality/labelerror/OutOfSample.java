package io.autolabeler.quality.labelerror;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

/**
 * Probabilities of labels by models that have not seen the item: five-fold cross-validation of a logistic regression.
 *
 * @param probabilities {@code [items][classes]}; for an item without a label by a model of all labelled ones
 * @param labels {@code [items]}: the given ones; {@link GivenLabels#NONE} also where the label's class was left out
 * @param folds {@code [items]} from 0; {@link GivenLabels#NONE} for items without a label
 * @param leftOut classes all of whose items would lie in one fold, so that no model could learn them
 */
public record OutOfSample(double[][] probabilities, int[] labels, int[] folds, BitSet leftOut) {
    private static final int FOLDS = 5;

    /**
     * Fits five models and one of all.
     *
     * @param features {@code [items][features]}, finite; embeddings mostly
     * @param labels {@code [items]} in [0, classes), or {@link GivenLabels#NONE}
     * @param groups {@code [items]}: near duplicates share a number and with it a fold
     */
    public static OutOfSample of(Features features, int[] labels, int[] groups, long seed, DoubleConsumer progress) {
        int[] folds = folds(labels, groups, seed);
        BitSet leftOut = leftOut(labels, folds, features.classes);
        int[] kept = Arrays.stream(labels)
                .map(label -> label == GivenLabels.NONE || leftOut.get(label) ? GivenLabels.NONE : label)
                .toArray();
        double[][] probabilities = new double[labels.length][];
        for (int fold = 0; fold <= FOLDS; fold++) {
            int tested = fold == FOLDS ? GivenLabels.NONE : fold;
            predict(features, kept, folds, tested, probabilities);
            progress.accept((fold + 1.0) / (FOLDS + 1));
        }
        return new OutOfSample(probabilities, kept, folds, leftOut);
    }

    /** Vectors, one to an item, and how many classes there are. */
    public record Features(double[][] vectors, int classes) {
        public Features {
            if (classes < 2) {
                throw new IllegalArgumentException("classes must be at least 2, got " + classes);
            }
        }
    }

    /** The given labels beside these probabilities. */
    public GivenLabels given() {
        return GivenLabels.of(labels, probabilities, GivenLabels.Source.OUT_OF_SAMPLE);
    }

    private static void predict(Features features, int[] labels, int[] folds, int tested, double[][] probabilities) {
        int[] tests = IntStream.range(0, labels.length)
                .filter(i -> folds[i] == tested)
                .toArray();
        int[] learnt = IntStream.range(0, labels.length)
                .filter(i -> labels[i] != GivenLabels.NONE && folds[i] != tested)
                .toArray();
        if (tests.length == 0) {
            return;
        }
        if (learnt.length == 0) {
            double[] even = new double[features.classes];
            Arrays.fill(even, 1.0 / features.classes);
            IntStream.of(tests).forEach(i -> probabilities[i] = even.clone());
            return;
        }
        SoftmaxRegression model = SoftmaxRegression.fit(
                Arrays.stream(learnt).mapToObj(i -> features.vectors[i]).toArray(double[][]::new),
                Arrays.stream(learnt).map(i -> labels[i]).toArray(),
                features.classes);
        IntStream.of(tests).forEach(i -> probabilities[i] = model.probabilities(features.vectors[i]));
    }

    /** Each group goes where its first item's class is rarest so far, in an order that the seed shuffles. */
    private static int[] folds(int[] labels, int[] groups, long seed) {
        int classes = Arrays.stream(labels).max().orElse(0) + 1;
        int most = Arrays.stream(groups).max().orElse(0) + 1;
        int[][] filled = new int[Math.max(1, classes)][FOLDS];
        int[] foldOfGroup = new int[most];
        Arrays.fill(foldOfGroup, GivenLabels.NONE);
        int[] folds = new int[labels.length];
        Arrays.fill(folds, GivenLabels.NONE);
        for (int i : shuffled(labels.length, seed)) {
            if (labels[i] != GivenLabels.NONE) {
                int fold = foldOfGroup[groups[i]];
                folds[i] = fold == GivenLabels.NONE ? emptiest(filled[labels[i]], labels[i]) : fold;
                foldOfGroup[groups[i]] = folds[i];
                filled[labels[i]][folds[i]]++;
            }
        }
        return folds;
    }

    /** Rare classes start at different folds, so that these stay equally large. */
    private static int emptiest(int[] filled, int label) {
        int best = label % FOLDS;
        for (int step = 1; step < FOLDS; step++) {
            int fold = (label + step) % FOLDS;
            best = filled[fold] < filled[best] ? fold : best;
        }
        return best;
    }

    private static int[] shuffled(int items, long seed) {
        var random = new SplittableRandom(seed);
        int[] order = IntStream.range(0, items).toArray();
        for (int i = items - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
        return order;
    }

    private static BitSet leftOut(int[] labels, int[] folds, int classes) {
        int[] first = new int[classes];
        Arrays.fill(first, GivenLabels.NONE);
        BitSet leftOut = new BitSet();
        BitSet learnable = new BitSet();
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] != GivenLabels.NONE) {
                int before = first[labels[i]];
                first[labels[i]] = folds[i];
                leftOut.set(labels[i]);
                learnable.set(
                        labels[i], learnable.get(labels[i]) || (before != GivenLabels.NONE && before != folds[i]));
            }
        }
        leftOut.andNot(learnable);
        return leftOut;
    }
}
