package io.autolabeler.quality.labelerror;

import java.util.BitSet;
import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Which labels are called wrong. None of them calls a label wrong that the model finds most probable itself.
 *
 * <p>Source: C. Northcutt, L. Jiang, I. Chuang, "Confident Learning: Estimating Uncertainty in Dataset Labels", JAIR 70,
 * 2021, section 3.2.
 */
public enum LabelFilter {
    /** Items that are confidently of another class. */
    CONFIDENT_LEARNING,
    /** In each class as many as are estimated to be wrong, those with the least probability of the given label. */
    PRUNE_BY_CLASS,
    /** For each pair of classes as many as are estimated to be confused, those that lean most to the other class. */
    PRUNE_BY_NOISE_RATE,
    /** What both kinds of pruning call wrong. */
    BOTH,
    /** Items whose most probable label is another. */
    PREDICTED_NEQ_GIVEN;

    /** Given labels that a class needs before its labels are pruned, unless another number is said. */
    public static final int LEAST_IN_CLASS = 5;

    /** Positions of the labels called wrong; pruning spares classes with fewer given labels than the least. */
    public BitSet flagged(GivenLabels labels, ConfidentJoint joint, int leastInClass) {
        BitSet flagged = switch (this) {
            case CONFIDENT_LEARNING -> where(labels, i -> joint.isOffDiagonal(labels, i));
            case PREDICTED_NEQ_GIVEN -> where(labels, i -> labels.predicted(i) != labels.label(i));
            case PRUNE_BY_CLASS -> byClass(labels, joint, leastInClass);
            case PRUNE_BY_NOISE_RATE -> byNoiseRate(labels, joint, leastInClass);
            case BOTH -> {
                BitSet both = byClass(labels, joint, leastInClass);
                both.and(byNoiseRate(labels, joint, leastInClass));
                yield both;
            }
        };
        flagged.andNot(where(labels, i -> agrees(labels, i)));
        return flagged;
    }

    private static BitSet where(GivenLabels labels, IntPredicate passes) {
        BitSet found = new BitSet();
        IntStream.range(0, labels.size()).filter(passes).forEach(found::set);
        return found;
    }

    private static boolean agrees(GivenLabels labels, int item) {
        int label = labels.label(item);
        return labels.predicted(item) == label
                && labels.probability(item, label) > LabelScore.bestOther(labels.row(item), label);
    }

    private static BitSet byClass(GivenLabels labels, ConfidentJoint joint, int least) {
        BitSet flagged = new BitSet();
        int[] counts = labels.counts();
        for (int k = 0; k < counts.length; k++) {
            if (counts[k] >= least) {
                int label = k;
                int wrong = counts[k] - joint.calibrated()[k][k];
                first(labels, k, wrong, Comparator.comparingDouble(i -> labels.probability(i, label)))
                        .forEach(flagged::set);
            }
        }
        return flagged;
    }

    private static BitSet byNoiseRate(GivenLabels labels, ConfidentJoint joint, int least) {
        BitSet flagged = new BitSet();
        int[] counts = labels.counts();
        for (int k = 0; k < counts.length; k++) {
            for (int j = 0; j < counts.length && counts[k] >= least; j++) {
                int given = k;
                int other = j;
                int wrong = j == k ? 0 : joint.calibrated()[k][j];
                first(
                                labels,
                                k,
                                wrong,
                                Comparator.comparingDouble(
                                        i -> labels.probability(i, given) - labels.probability(i, other)))
                        .forEach(flagged::set);
            }
        }
        return flagged;
    }

    private static IntStream first(GivenLabels labels, int given, int many, Comparator<Integer> order) {
        if (many == 0) {
            return IntStream.empty();
        }
        return IntStream.range(0, labels.size())
                .filter(i -> labels.label(i) == given)
                .boxed()
                .sorted(order)
                .limit(many)
                .mapToInt(Integer::intValue);
    }
}
